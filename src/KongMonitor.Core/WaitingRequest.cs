// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>A request that no response has ended yet. Texts are escaped.</summary>
public sealed record WaitingRequest(
    ulong Id, Leg Leg, DateTimeOffset Time, string Client, string Server, string Method, string Domain, string Path)
{
    internal static WaitingRequest From(in Exchange exchange, WallClock clock)
    {
        var family = (AddressFamily)exchange.Flow.Family;
        var low = AddressText.Show(AddressText.Used(exchange.Flow.LowAddress, family), exchange.Flow.LowPort);
        var high = AddressText.Show(AddressText.Used(exchange.Flow.HighAddress, family), exchange.Flow.HighPort);
        var clientIsHigh = exchange.ClientIsHigh != 0;
        return new(
            exchange.Order,
            (Leg)exchange.Leg,
            clock.Wall(exchange.Started),
            clientIsHigh ? high : low,
            clientIsHigh ? low : high,
            Names.Method(exchange.Head.Method),
            WireText.Show(WireText.Trim(exchange.Head.Domain)),
            WireText.Show(WireText.Trim(exchange.Head.Path)));
    }
}
