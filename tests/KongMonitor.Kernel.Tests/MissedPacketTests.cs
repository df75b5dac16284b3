// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>A capture may lack packets that the hosts had. What was acknowledged will not come again.</summary>
public sealed class MissedPacketTests : KernelTest
{
    public MissedPacketTests() => Configure(KernelOptions.Default with { Replay = true, Fresh = true });

    [Theory, EveryRoute]
    public void A_missing_part_of_a_counted_body_costs_nothing(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        var response = Message.Ok(new string('x', 5000));
        connection.ServerSends(response[..1000]);
        connection.Arrive(connection.ServerSegment(response[1000..3000]));
        connection.ServerSends(response[3000..]);
        connection.Deliver(connection.ClientSegment(""));
        Assert.Equal((1, 1, response.Length), (Leg(route).Requests, Leg(route).Responses, Leg(route).BytesReceived));
    }

    [Theory, EveryRoute]
    public void A_missing_response_is_desynced_and_the_next_exchange_counts(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1"));
        connection.Arrive(connection.ServerSegment(Message.Ok("hello")));
        connection.ClientSends(Message.Get("/2"));
        connection.ServerSends(Message.Ok("hello"));
        connection.Close();
        Assert.Equal((2, 1, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).DesyncedBy(DesyncReason.Gap)));
        Assert.Equal("/2", Kernel.Endpoints().Single(row => row.Status == 200).Path);
    }

    [Theory, EveryRoute]
    public void A_missing_request_leaves_its_response_unmatched_and_the_next_exchange_counts(Route route)
    {
        var connection = Open(route);
        connection.Arrive(connection.ClientSegment(Message.Get("/1")));
        connection.ServerSends(Message.Ok("hello"));
        connection.ClientSends(Message.Get("/2"));
        connection.ServerSends(Message.Ok("hello"));
        connection.ClientSends(Message.Get("/3"));
        connection.ServerSends(Message.Ok("hello"));
        connection.Close();
        Assert.Equal((2, 2, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched, Leg(route).Desynced));
    }

    [Theory, EveryRoute]
    public void A_hole_in_a_response_head_is_given_up_when_the_client_has_it(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1"));
        var response = Message.Ok("hello");
        connection.ServerSends(response[..5]);
        connection.Arrive(connection.ServerSegment(response[5..20]));
        connection.ServerSends(response[20..]);
        Assert.Equal(1, Leg(route).InFlight);
        connection.Deliver(connection.ClientSegment(""));
        Assert.Equal((0, 1), (Leg(route).InFlight, Leg(route).DesyncedBy(DesyncReason.Gap)));
        connection.ClientSends(Message.Get("/2"));
        connection.ServerSends(Message.Ok("hello"));
        connection.Close();
        Assert.Equal((2, 1), (Leg(route).Requests, Leg(route).Responses));
    }

    [Theory, EveryRoute]
    public void An_acknowledgement_captured_before_its_data_does_no_harm(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        var response = connection.ServerSegment(Message.Ok("hello"));
        connection.Arrive(response);
        connection.Deliver(connection.ClientSegment(""));
        connection.Deliver(response);
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Desynced));
    }

    [Theory, EveryRoute]
    public void Times_are_those_of_the_given_clock(Route route)
    {
        Kernel.SetClock(1_000_000_000);
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        Kernel.SetClock(1_250_000_000);
        connection.ServerSends(Message.Ok("hello"));
        var end = Kernel.Events()[^1];
        Assert.Equal((1_250_000_000UL, TimeSpan.FromMilliseconds(250)), (end.Timestamp, end.Total));
    }

    [Theory, EveryRoute]
    public void Requests_are_numbered_in_their_order(Route route)
    {
        var one = Open(route);
        var other = Open(route);
        one.ClientSends(Message.Get("/1"));
        other.ClientSends(Message.Get("/2"));
        one.ClientSends(Message.Get("/3"));
        other.ServerSends(Message.Ok());
        one.ServerSends(Message.Ok() + Message.Ok());
        Assert.Equal(
            [("/2", 2UL), ("/1", 1UL), ("/3", 3UL)],
            Kernel.Events().Where(e => e.Type == EventType.Response).Select(e => (e.Path, e.Order)));
    }
}
