// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>Responses without a known request.</summary>
public sealed class UnmatchedTests : KernelTest
{
    static readonly string timeout = Message.Response("408 Request Timeout", "slow", "Connection: close\r\n");

    [Theory, EveryRoute]
    public void A_response_on_a_connection_without_a_request_is_unmatched(Route route)
    {
        var connection = Open(route);
        connection.ServerSends(timeout);
        connection.ServerFin();
        connection.ClientFin();
        Assert.Equal((0, 0, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched, Leg(route).Errors));
        Assert.Equal(timeout.Length, Leg(route).BytesReceived);
        Assert.Empty(Kernel.Endpoints());
        Assert.Empty(Kernel.Events());
    }

    [Theory, EveryRoute]
    public void A_response_on_an_idle_connection_is_unmatched(Route route)
    {
        var connection = Exchange(route, Message.Get(), Message.Ok());
        connection.ServerSends(timeout);
        Assert.Equal((1, 1, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        Assert.Equal(Message.Ok().Length + timeout.Length, Leg(route).BytesReceived);
        Assert.Equal(1, Endpoint().Exchanges);
    }

    [Theory, EveryRoute]
    public void A_request_behind_an_unmatched_response_gets_its_own(Route route)
    {
        var connection = Open(route);
        connection.ServerSends(Message.Ok("unasked"));
        connection.ClientSends(Message.Get("/1"));
        connection.ServerSends(Message.Ok("asked"));
        Assert.Equal((1, 1, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        Assert.Equal(Message.Ok("asked").Length, Endpoint().BytesReceived);
    }

    [Theory, EveryRoute]
    public void A_response_that_began_before_its_request_has_no_time_below_zero(Route route)
    {
        var connection = Open(route);
        connection.ServerSends(timeout[..^2]);
        connection.ClientSends(Message.Get());
        connection.ServerSends(timeout[^2..]);
        connection.Close();
        Assert.Equal(1, Leg(route).Responses + Leg(route).Unmatched);
        Assert.All(Kernel.Endpoints(), row => Assert.InRange(row.TtfbSum, TimeSpan.Zero, row.LatencySum));
        Assert.All(Kernel.Events(), e => Assert.InRange(e.Ttfb, TimeSpan.Zero, e.Total));
    }
}
