// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

public partial struct ConnKey6
{
    const byte Tcp = 6;

    /// <summary><see cref="Method"/> as its enum.</summary>
    public readonly HttpMethod TypedMethod => (HttpMethod)Method;

    /// <summary>The row that an exchange over IPv6 counts in, as connection_account6() has it.</summary>
    public static ConnKey6 Of(in Exchange exchange)
    {
        ref readonly var flow = ref exchange.Flow;
        var isHigh = exchange.ClientIsHigh != 0;
        return new()
        {
            SourceIp = isHigh ? flow.HighAddress : flow.LowAddress,
            DestinationIp = isHigh ? flow.LowAddress : flow.HighAddress,
            SourcePort = isHigh ? flow.HighPort : flow.LowPort,
            DestinationPort = isHigh ? flow.LowPort : flow.HighPort,
            Protocol = Tcp,
            Method = exchange.Head.Method,
            Domain = exchange.Head.Domain,
            Path = exchange.Head.Path,
        };
    }
}
