// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Several exchanges on one connection (RFC 9112 section 9.3).</summary>
public sealed class PipeliningTests : KernelTest
{
    [Theory, EveryRoute]
    public void A_kept_alive_connection_carries_one_exchange_after_the_other(Route route)
    {
        var connection = Open(route);
        for (var i = 0; i < 20; i++)
        {
            connection.ClientSends(Message.Get($"/{i}"));
            connection.ServerSends(Message.Ok(new string('x', i)));
            Assert.Equal((i + 1, i + 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        }

        Assert.Equal(20, Kernel.Endpoints().Count);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute(32), EveryRoute(100)]
    public void Pipelined_requests_get_their_responses_in_order(Route route, int depth)
    {
        var connection = Open(route);
        connection.ClientSends(string.Concat(Enumerable.Range(0, depth).Select(i => Message.Get($"/{i}"))));
        Assert.Equal((depth, depth), (Leg(route).Requests, Leg(route).InFlight));
        connection.ServerSends(string.Concat(Enumerable.Range(0, depth).Select(i => Message.Response($"{400 + i} x", $"{i}"))));
        Assert.Equal((depth, 0), (Leg(route).Responses, Leg(route).InFlight));
        Assert.All(Kernel.Endpoints(), row => Assert.Equal(row.Path, $"/{row.Status - 400}"));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Requests_sent_while_responses_come_are_paired_in_order(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/0"));
        for (var i = 0; i < 50; i++)
        {
            connection.ClientSends(Message.Get($"/{i + 1}"));
            connection.ServerSends(Message.Response($"{400 + i} x", "body"));
        }

        Assert.Equal((51, 50, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        Assert.All(Kernel.Endpoints(), row => Assert.Equal(row.Path, $"/{row.Status - 400}"));
    }

    [Theory, EveryRoute]
    public void Requests_left_behind_a_response_that_closes_are_unanswered(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1") + Message.Get("/2") + Message.Get("/3"));
        connection.ServerSends(Message.Ok("x", "Connection: close\r\n"));
        connection.ServerFin();
        Assert.Equal((1, 2, 0), (Leg(route).Responses, Leg(route).UnansweredBy(UnansweredReason.ClosedByServer), Leg(route).InFlight));
        connection.ClientFin();
        AssertRowsHoldAllBytes(route);
    }
}
