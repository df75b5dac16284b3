// SPDX-License-Identifier: MIT
namespace KongMonitor.ReplayTests.Support;

/// <summary>An IP packet, and when it passed.</summary>
sealed record Packet(ulong Nanoseconds, byte[] Ip)
{
    public bool IsIpv6 => Ip[0] >> 4 == 6;
}
