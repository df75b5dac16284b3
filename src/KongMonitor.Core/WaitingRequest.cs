// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>A request that no response has ended yet. Texts are escaped.</summary>
public sealed record WaitingRequest(
    ulong Id, Leg Leg, DateTimeOffset Time, string Client, string Server, string Method, string Domain, string Path)
{
    internal static WaitingRequest From(in Exchange exchange, WallClock clock)
    {
        var ends = ConnectionEnds.Of(exchange);
        return new(
            exchange.Order,
            (Leg)exchange.Leg,
            clock.Wall(exchange.Started),
            AddressText.Show(ends.Client, ends.ClientPort),
            AddressText.Show(ends.Server, ends.ServerPort),
            Names.Method(exchange.Head.Method),
            WireText.Show(WireText.Trim(exchange.Head.Domain)),
            WireText.Show(WireText.Trim(exchange.Head.Path)));
    }
}
