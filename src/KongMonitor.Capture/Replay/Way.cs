// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>By which program a packet goes, as it would have on the gateway's machine.</summary>
enum Way
{
    /// <summary>It is not the gateway's.</summary>
    None,

    /// <summary>To the gateway.</summary>
    Ingress,

    /// <summary>From the gateway.</summary>
    Egress,

    /// <summary>Both ends are the gateway's, or nobody knows which.</summary>
    Both,
}
