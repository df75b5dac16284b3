// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Abi;

public partial struct ConnKey
{
    const byte Tcp = 6;

    /// <summary><see cref="Method"/> as its enum.</summary>
    public readonly HttpMethod TypedMethod => (HttpMethod)Method;

    /// <summary>The row that an exchange over IPv4 counts in, as connection_account4() has it.</summary>
    public static ConnKey Of(in Exchange exchange)
    {
        ref readonly var flow = ref exchange.Flow;
        var (low, high) = (MemoryMarshal.Read<uint>(flow.LowAddress), MemoryMarshal.Read<uint>(flow.HighAddress));
        var isHigh = exchange.ClientIsHigh != 0;
        return new()
        {
            SourceIp = isHigh ? high : low,
            DestinationIp = isHigh ? low : high,
            SourcePort = isHigh ? flow.HighPort : flow.LowPort,
            DestinationPort = isHigh ? flow.LowPort : flow.HighPort,
            Protocol = Tcp,
            Method = exchange.Head.Method,
            Domain = exchange.Head.Domain,
            Path = exchange.Head.Path,
        };
    }
}
