// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>Where an XDP program runs.</summary>
public enum XdpMode
{
    /// <summary>Natively if the driver can, else generically: the kernel chooses.</summary>
    DriverDefault = 0,

    /// <summary>In the network stack, before TC, with any driver.</summary>
    Generic = 2,

    /// <summary>In the driver; it must be able to.</summary>
    Native = 4,

    /// <summary>In the device itself; few can.</summary>
    Hardware = 8,
}
