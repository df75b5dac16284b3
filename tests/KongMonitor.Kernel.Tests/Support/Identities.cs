// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>What must hold at any time, whatever passed.</summary>
static class Identities
{
    static readonly Loss[] namesLost = [Loss.OtherFull, Loss.InflightFull];

    public static void Check(Kernel kernel, IReadOnlySet<Loss> allowedLosses)
    {
        CheckLosses(kernel, allowedLosses);
        foreach (var leg in (ReadOnlySpan<Leg>)[Leg.Downstream, Leg.Upstream])
        {
            CheckLeg(kernel, leg);
        }
    }

    /// <summary>requests = responses + unanswered + desynced + in flight, and the rows say the same as the totals.</summary>
    public static void CheckLeg(Kernel kernel, Leg leg)
    {
        var counts = kernel.Leg(leg);
        Assert.True(
            counts.Requests == counts.Responses + counts.Unanswered + counts.Desynced + counts.InFlight,
            $"requests = responses + unanswered + desynced + in flight must hold, but {leg} says: {counts}");
        if (!namesLost.Any(reason => kernel.Loss(reason) > 0))
        {
            var ended = kernel.Ended().Where(row => row.Leg == leg).Sum(row => row.Exchanges);
            Assert.True(
                ended == counts.Responses + counts.Unanswered + counts.Desynced,
                $"endpoint rows hold {ended} exchanges, but {leg} says: {counts}");
            CheckBodies(kernel, leg, counts);
            var waiting = kernel.InFlight().Count(row =>
                row.Value.Leg == (byte)leg && row.Value.State == (uint)ExchangeState.InFlight);
            Assert.True(waiting == counts.InFlight, $"inflight_map holds {waiting} requests, but {leg} says: {counts}");
        }
    }

    // Once each, but of a request whose end is still to come; those that could not be followed have none.
    static void CheckBodies(Kernel kernel, Leg leg, LegCounts counts)
    {
        var rows = kernel.Ended().Where(row => row.Leg == leg).ToArray();
        var coming = kernel.InFlight().Count(row => row.Value is { BodyCounted: 0, RequestComplete: 0 } exchange
            && exchange.Leg == (byte)leg && exchange.Status != (ushort)ExchangeStatus.Desynced
            && exchange.State is (uint)ExchangeState.Ended or (uint)ExchangeState.TimedOut);
        Assert.Equal(
            (counts.Responses + counts.Unanswered, counts.Responses),
            (rows.Sum(row => row.RequestBody.Sum()) + coming, rows.Sum(row => row.ResponseBody.Sum())));
    }

    /// <summary>Every byte of the totals is in one row of endpoints and in one of connections. Holds when all exchanges ended.</summary>
    public static void CheckBytes(Kernel kernel, Leg leg)
    {
        var counts = kernel.Leg(leg);
        var endpoints = kernel.Ended().Where(row => row.Leg == leg).ToArray();
        var connections = kernel.Connections().Where(row => row.Leg == leg).ToArray();
        Assert.Equal(
            (counts.BytesSent, counts.BytesReceived), (endpoints.Sum(row => row.BytesSent), endpoints.Sum(row => row.BytesReceived)));
        Assert.Equal(
            (counts.BytesSent, counts.BytesReceived),
            (connections.Sum(row => row.BytesSent), connections.Sum(row => row.BytesReceived)));
        Assert.Equal(
            (counts.Requests, counts.Responses, counts.Errors),
            (connections.Sum(row => row.Requests), connections.Sum(row => row.Responses), connections.Sum(row => row.Errors)));
    }

    static void CheckLosses(Kernel kernel, IReadOnlySet<Loss> allowed)
    {
        for (var reason = (Loss)0; reason < Loss.Count; reason++)
        {
            var lost = kernel.Loss(reason);
            Assert.True(lost == 0 || allowed.Contains(reason), $"{lost} times {reason}");
        }
    }
}
