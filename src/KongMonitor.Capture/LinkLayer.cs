// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>What a packet of an interface starts with.</summary>
enum LinkLayer
{
    /// <summary>An Ethernet header.</summary>
    Ethernet,

    /// <summary>An Ethernet header; every packet passes twice, once in each direction.</summary>
    Loopback,

    /// <summary>The IP header.</summary>
    RawIp,
}
