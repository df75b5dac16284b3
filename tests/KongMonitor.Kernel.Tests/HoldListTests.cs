// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>What is kept of segments that came before their turn, and what happens when there is no room.</summary>
public sealed class HoldListTests : TcpTest
{
    const int Slots = 64;
    static readonly string longGet = Message.Get("/long", $"Cookie: {new string('c', 400)}\r\n");
    static readonly string longOk = Message.Ok("hello", $"Set-Cookie: {new string('c', 400)}\r\n");

    [Theory, EveryRoute]
    public void As_many_segments_as_there_are_slots_wait_for_a_hole(Route route) =>
        AssertSameAsInOrder(
            route, longGet, longOk, (connection, all) => Deliver(connection, [.. all[1..], all[0]]), Slots + 1);

    [Theory, EveryRoute]
    public void More_segments_behind_a_hole_in_a_response_leave_its_request_desynced(Route route)
    {
        AllowLoss(Loss.HoldFull);
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        var all = Cut(connection, false, longOk, Slots + 2);
        Deliver(connection, all.AsSpan(1));
        Assert.Equal((1, 0, 0), Exchanges(route));
        Assert.Equal(1, Leg(route).DesyncedBy(DesyncReason.HoldFull));
        Assert.Equal((0, 0, 1), (Leg(route).Errors, Leg(route).Unmatched, Kernel.Loss(Loss.HoldFull)));
        connection.Deliver(all[0]);
        AssertNextIsCounted(connection, route);
    }

    [Theory, EveryRoute]
    public void More_segments_behind_a_hole_in_a_request_lose_that_request_alone(Route route)
    {
        AllowLoss(Loss.HoldFull);
        var connection = Exchange(route, Message.Get(), Message.Ok());
        var all = Cut(connection, true, longGet, Slots + 2);
        Deliver(connection, all.AsSpan(1));
        connection.Deliver(all[0]);
        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal((1, 1), (Leg(route).Unmatched, Kernel.Loss(Loss.HoldFull)));
        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((2, 2, 0), Exchanges(route));
    }

    [Theory, EveryRoute]
    public void More_segments_behind_a_hole_in_the_first_request_make_its_connection_no_foreign_one(Route route)
    {
        AllowLoss(Loss.HoldFull);
        var connection = Open(route);
        var all = Cut(connection, true, longGet, Slots + 2);
        Deliver(connection, all.AsSpan(1));
        connection.Deliver(all[0]);
        connection.ServerSends(Message.Ok());
        Assert.Equal((0, 1, 1), (Leg(route).Requests, Leg(route).Unmatched, Kernel.Loss(Loss.HoldFull)));
        AssertNextIsCounted(connection, route);
    }

    [Theory, EveryRoute(true), EveryRoute(false)]
    public void Any_number_of_adjacent_segments_of_a_counted_body_wait_for_a_hole(Route route, bool chunked)
    {
        var body = new string('b', 20_000);
        AssertSameAsInOrder(
            route,
            chunked ? Message.ChunkedPost(body) : Message.Post(body),
            chunked ? Message.ChunkedOk(body) : Message.Ok(body),
            (connection, all) => Deliver(connection, [all[0], .. all[2..^1], all[1], all[^1]]),
            200);
    }

    [Theory, EveryRoute(true), EveryRoute(false)]
    public void More_holes_in_a_counted_body_than_can_be_kept_lose_nothing(Route route, bool chunked)
    {
        var body = new string('b', 20_000);
        AssertSameAsInOrder(
            route,
            chunked ? Message.ChunkedPost(body) : Message.Post(body),
            chunked ? Message.ChunkedOk(body) : Message.Ok(body),
            (connection, all) =>
            {
                var even = all[2..^1].Where((_, i) => i % 2 == 0);
                var odd = all[2..^1].Where((_, i) => i % 2 == 1);
                Deliver(connection, [all[0], .. odd, .. even, all[1], all[^1]]);
            },
            200);
    }

    [Theory, EveryRoute]
    public void A_hole_in_a_body_until_close_is_filled_before_the_end(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        var all = Cut(connection, false, Message.ResponseHead("200 OK") + new string('b', 1000));
        Deliver(connection, all[0], all[2], all[3]);
        connection.ServerFin();
        Assert.Equal((1, 0, 1), Exchanges(route));
        connection.Deliver(all[1]);
        Assert.Equal((1, 1, 0), Exchanges(route));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Held_segments_that_end_one_message_and_begin_the_next_are_read(Route route)
    {
        var requests = Message.Post(new string('b', 500), "/1") + Message.Post(new string('b', 500), "/2") + Message.Get("/3");
        var responses = Message.Ok(new string('b', 500)) + Message.ChunkedOk(new string('b', 500)) + Message.Ok();
        for (var pieces = 2; pieces < 20; pieces++)
        {
            AssertSameAsInOrder(route, requests, responses, (connection, all) => Deliver(connection, [.. all.Reverse()]), pieces);
        }
    }

    [Theory, EveryRoute]
    public void The_pieces_of_all_connections_may_run_out(Route route)
    {
        AllowLoss(Loss.HoldFull);
        Configure(KernelOptions.Default with { MapSizes = "hold_bytes_map=8", Fresh = true });
        var first = Behind(route, 8);
        Behind(route, 1);
        Assert.Equal((1, 1), (Kernel.Loss(Loss.HoldFull), Leg(route).DesyncedBy(DesyncReason.HoldFull)));
        first.Connection.Deliver(first.Missing);
        Assert.Equal((2, 1, 0), Exchanges(route));
        var third = Behind(route, 8);
        third.Connection.Deliver(third.Missing);
        Assert.Equal((3, 2, 0), Exchanges(route));
    }

    [Theory, EveryRoute]
    public void The_lists_of_all_connections_may_run_out(Route route)
    {
        AllowLoss(Loss.HoldFull);
        Configure(KernelOptions.Default with { MapSizes = "hold_map=1", Fresh = true });
        var first = Behind(route, 3);
        Behind(route, 1);
        Assert.Equal((1, 1), (Kernel.Loss(Loss.HoldFull), Leg(route).DesyncedBy(DesyncReason.HoldFull)));
        first.Connection.Deliver(first.Missing);
        Assert.Equal((2, 1, 0), Exchanges(route));
    }

    [Theory, EveryRoute]
    public void A_connection_that_ends_gives_its_pieces_back(Route route)
    {
        Configure(KernelOptions.Default with { MapSizes = "hold_bytes_map=16,hold_map=2", Fresh = true });
        for (var i = 0; i < 20; i++)
        {
            Behind(route, 8).Connection.ServerReset();
        }

        Assert.Equal((20, 0, 0), Exchanges(route));
        Assert.Equal((0, 20), (Kernel.Loss(Loss.HoldFull), Leg(route).DesyncedBy(DesyncReason.Gap)));
    }

    [Theory, EveryRoute]
    public void Segments_far_ahead_are_not_kept(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        var next = connection.ServerSegment("");
        for (var i = 0u; i <= Slots; i++)
        {
            connection.Deliver(next with { Sequence = next.Sequence + 0x4000_0000 + 100 * i, Payload = new byte[50] });
        }

        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 1, 0), Exchanges(route));
    }

    [Fact]
    public void A_segment_of_60000_bytes_out_of_order_is_kept()
    {
        const Route route = Route.DownstreamXdp;
        var body = new string('b', 30_000);
        AssertSameAsInOrder(
            route, Message.Post(body), Message.Ok(), (connection, all) => Deliver(connection, all[0], Join(all.AsSpan(2)), all[1]));
        AssertSameAsInOrder(
            route,
            Message.ChunkedPost([.. Enumerable.Repeat(body[..1000], 59)]),
            Message.Ok(),
            (connection, all) => Deliver(connection, all[0], Join(all.AsSpan(2)), all[1]),
            100);
    }

    /// <summary>A request, and its response but for the first segment.</summary>
    (Connection Connection, Segment Missing) Behind(Route route, int held)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        var all = Cut(connection, false, longOk, held + 1);
        Deliver(connection, all.AsSpan(1));
        return (connection, all[0]);
    }

    void AssertNextIsCounted(Connection connection, Route route)
    {
        var before = Leg(route);
        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends(Message.Ok("next"));
        Assert.Equal((before.Requests + 1, before.Responses + 1, 0), Exchanges(route));
        Assert.Contains("/next", Kernel.Endpoints().Select(row => row.Path));
    }
}
