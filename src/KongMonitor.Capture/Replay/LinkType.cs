// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>What stands before the IP header (the DLT_ numbers that libpcap gives).</summary>
public enum LinkType
{
    /// <summary>BSD loopback: the address family in the byte order of the machine that captured.</summary>
    Null = 0,

    /// <summary>Ethernet.</summary>
    Ethernet = 1,

    /// <summary>Nothing.</summary>
    RawIp = 12,

    /// <summary>Nothing, as OpenBSD numbers it.</summary>
    RawIpOpenBsd = 14,

    /// <summary>Nothing, as files number it.</summary>
    RawIpFile = 101,

    /// <summary>OpenBSD loopback: the address family in network order.</summary>
    Loop = 108,

    /// <summary>Linux cooked, version 1.</summary>
    LinuxCooked = 113,

    /// <summary>Nothing, IPv4 alone.</summary>
    Ipv4 = 228,

    /// <summary>Nothing, IPv6 alone.</summary>
    Ipv6 = 229,

    /// <summary>Linux cooked, version 2.</summary>
    LinuxCooked2 = 276,
}
