// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>One program is attached before the other. What begins in between is followed from its next message on, once both are there.</summary>
public sealed class StartTests : TcpTest
{
    [Theory, EveryRoute]
    public void A_response_that_passed_where_no_program_was_yet_is_no_request_without_an_answer(Route route)
    {
        var connection = WhileAttaching(route);
        connection.Deliver(connection.ClientSegment("", TcpControl.Syn));
        connection.Arrive(connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        connection.ClientSends(Message.Get("/unseen"));
        connection.Arrive(connection.ServerSegment(Message.Ok()));
        Kernel.Attaching(false);
        AssertFollowedFromNowOn(connection, route);
    }

    [Theory, EveryRoute]
    public void A_request_that_passed_where_no_program_was_yet_leaves_no_response_without_one(Route route)
    {
        var connection = WhileAttaching(route);
        connection.Arrive(connection.ClientSegment("", TcpControl.Syn));
        connection.Deliver(connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        connection.Arrive(connection.ClientSegment(Message.Get("/unseen")));
        connection.ServerSends(Message.Ok());
        Kernel.Attaching(false);
        AssertFollowedFromNowOn(connection, route);
    }

    [Theory, EveryRoute]
    public void A_request_on_a_SYN_that_came_too_early_leaves_its_response_unmatched(Route route)
    {
        var connection = WhileAttaching(route);
        connection.Deliver(connection.ClientSegment(Message.Get("/unseen"), TcpControl.Syn));
        Kernel.Attaching(false);
        connection.Deliver(connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        connection.ServerSends(Message.Ok());
        AssertFollowedFromNowOn(connection, route, unmatched: 1);
    }

    [Theory, EveryRoute]
    public void A_connection_that_is_accepted_when_both_are_there_is_exact_from_its_first_request_on(Route route)
    {
        var connection = WhileAttaching(route);
        connection.Deliver(connection.ClientSegment("", TcpControl.Syn));
        Kernel.Attaching(false);
        connection.Deliver(connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        connection.Deliver(connection.ClientSegment(""));
        AssertFollowedFromNowOn(connection, route);
    }

    Connection WhileAttaching(Route route)
    {
        Kernel.Attaching(true);
        return new(Kernel, route);
    }

    void AssertFollowedFromNowOn(Connection connection, Route route, int unmatched = 0)
    {
        Assert.Equal((0, 0, unmatched, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched, Kernel.Counter(Counter.NoSynAck)));
        AssertExactFromNowOn(connection, route);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"/{i}").Order(), Kernel.Endpoints().Select(row => row.Path).Order());
    }
}
