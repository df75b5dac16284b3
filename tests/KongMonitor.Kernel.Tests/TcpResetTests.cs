// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>RST: the end, if it stands where the receiver takes it for one (RFC 5961).</summary>
public sealed class TcpResetTests : TcpTest
{
    const TcpControl RstAck = TcpControl.Rst | TcpControl.Ack;

    [Theory, EveryRoute(0x4000_0000), EveryRoute(-0x4000_0000)]
    public void A_RST_far_from_its_place_is_none(Route route, int distance)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        foreach (var reset in (ReadOnlySpan<Segment>)[connection.ClientSegment("", RstAck), connection.ServerSegment("", RstAck)])
        {
            connection.Deliver(reset with { Sequence = reset.Sequence + (uint)distance });
        }

        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 1, 0), Exchanges(route));
    }

    [Theory, EveryRoute(1), EveryRoute(1000), EveryRoute(-1)]
    public void A_connection_goes_on_behind_a_RST_that_its_receiver_ignores(Route route, int distance)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1"));
        // the remote end's: what the gateway's own kernel sends is always the end
        var reset = route.Leg == Abi.Leg.Downstream ? connection.ClientSegment("") : connection.ServerSegment("");
        connection.Deliver(reset with { Flags = RstAck, Sequence = reset.Sequence + (uint)distance });
        connection.ServerSends(Message.Ok());
        connection.ClientSends(Message.Get("/2"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((2, 2, 0), Exchanges(route));
    }

    [Theory, EveryRoute(true), EveryRoute(false)]
    public void A_RST_ends_the_connection_once(Route route, bool fromClient)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1") + Message.Get("/2"));
        var reset = fromClient ? connection.ClientSegment("", RstAck) : connection.ServerSegment("", RstAck);
        Deliver(connection, reset, reset);
        var reason = fromClient ? UnansweredReason.ResetByClient : UnansweredReason.ResetByServer;
        Assert.Equal((2, 0, 0, 2), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight, Leg(route).UnansweredBy(reason)));
        Assert.Equal(1, Kernel.Counter(Counter.FlowsClosed));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_RST_without_ACK_ends_the_connection(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.Deliver(connection.ClientSegment("", TcpControl.Rst));
        Assert.Equal((1, 0, 1), (Leg(route).Requests, Leg(route).InFlight, Leg(route).UnansweredBy(UnansweredReason.ResetByClient)));
    }

    [Theory, EveryRoute]
    public void A_RST_behind_FINs_changes_nothing(Route route)
    {
        var connection = Exchange(route, Message.Get(), Message.Ok());
        connection.Close();
        connection.ClientReset();
        connection.ServerReset();
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal((0, 1), (Leg(route).Unanswered, Kernel.Counter(Counter.FlowsClosed)));
    }

    [Theory, EveryRoute]
    public void A_RST_behind_a_hole_in_the_response_leaves_its_request_desynced(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        var all = Cut(connection, false, Message.Ok("hello world"));
        Deliver(connection, all[1], all[2], all[3]);
        connection.ClientReset();
        Assert.Equal((1, 0, 0), Exchanges(route));
        Assert.Equal(1, Leg(route).DesyncedBy(DesyncReason.Gap));
        Assert.Equal((0, 0), (Leg(route).Unanswered, Leg(route).Errors));
    }

    [Theory, EveryRoute]
    public void What_comes_again_behind_a_RST_is_nothing_new(Route route)
    {
        var connection = Open(route);
        var request = connection.ClientSegment(Message.Get());
        connection.Deliver(request);
        var response = connection.ServerSegment(Message.Ok());
        connection.Deliver(response);
        connection.ServerReset();
        Deliver(connection, request, response);
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal((0, 1), (Leg(route).Unmatched, Kernel.Counter(Counter.FlowsOpened)));
    }
}
