// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>Where XDP runs.</summary>
public enum XdpMode
{
    /// <summary>In the driver where it can, except on veth, whose peer would lose its segmentation offload.</summary>
    Auto,

    /// <summary>In the driver, or not at all.</summary>
    Native,

    /// <summary>After the driver.</summary>
    Generic,
}
