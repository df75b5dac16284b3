// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Requests that wait too long, and responses that come after all. The timeout is 120 s unless a test says otherwise.</summary>
public sealed class TimeoutTests : KernelTest
{
    static readonly TimeSpan tooLong = TimeSpan.FromSeconds(121);

    [Theory, EveryRoute]
    public void A_request_is_in_flight_until_its_timeout(Route route)
    {
        Asked(route);
        Wait(TimeSpan.FromSeconds(119));
        Assert.Equal((1, 0), (Leg(route).InFlight, Leg(route).Unanswered));
    }

    [Theory, EveryRoute]
    public void A_request_that_waited_too_long_is_unanswered_by_timeout(Route route)
    {
        var connection = Asked(route);
        Wait(tooLong);
        Assert.Equal(
            (1, 0, 1, 1),
            (Leg(route).Requests, Leg(route).InFlight, Leg(route).UnansweredBy(UnansweredReason.Timeout), Leg(route).Errors));
        Assert.Equal(((int)ExchangeStatus.Timeout, 1), (Endpoint().Status, Endpoint().Latency.Sum()));
        var error = Kernel.Events()[^1];
        Assert.Equal(error.Total, Endpoint().LatencySum);
        Assert.Equal((EventType.Error, 0, UnansweredReason.Timeout), (error.Type, error.Status, error.Reason));
        Assert.Equal(connection.Server.EndPoint, error.Source);
        Assert.True(error.Total >= tooLong);
    }

    [Theory, EveryRoute]
    public void A_request_times_out_once(Route route)
    {
        var connection = Asked(route);
        Wait(tooLong);
        Wait(tooLong);
        connection.Close();
        Kernel.Sweep();
        Assert.Equal((1, 1), (Leg(route).Unanswered, Leg(route).Errors));
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void What_a_long_upload_sent_stays_in_its_connections_row_when_it_times_out(Route route)
    {
        var (connection, sent) = Uploading(route);
        Wait(tooLong);
        Assert.Equal((1, 0), (Leg(route).Unanswered, Leg(route).InFlight));
        Assert.Equal(sent, Assert.Single(Kernel.Connections()).BytesSent);
        connection.Close();
        var row = Assert.Single(Kernel.Connections());
        Assert.Equal((1, Leg(route).BytesSent), (row.Requests, row.BytesSent));
    }

    [Theory, EveryRoute]
    public void It_stays_there_when_the_flow_is_forgotten(Route route)
    {
        var (_, sent) = Uploading(route);
        Kernel.Forget();
        Kernel.Age(TimeSpan.FromSeconds(3));
        Kernel.Sweep();
        Kernel.Sweep();
        Assert.Equal((1, 0), (Leg(route).DesyncedBy(DesyncReason.FlowEvicted), Leg(route).InFlight));
        var row = Assert.Single(Kernel.Connections());
        Assert.Equal((1, sent), (row.Requests, row.BytesSent));
    }

    [Theory, EveryRoute]
    public void The_timeout_is_an_option(Route route)
    {
        Configure(KernelOptions.Default with { Timeout = TimeSpan.FromSeconds(3) });
        Asked(route);
        Wait(TimeSpan.FromSeconds(4));
        Assert.Equal(1, Leg(route).UnansweredBy(UnansweredReason.Timeout));
    }

    [Theory, EveryRoute]
    public void A_response_that_has_begun_is_waited_for(Route route)
    {
        var connection = Asked(route);
        connection.ServerSends("HTTP/1.1 200 OK\r\nContent-Le");
        Wait(tooLong);
        Assert.Equal((1, 0), (Leg(route).InFlight, Leg(route).Unanswered));
        connection.ServerSends("ngth: 2\r\n\r\no");
        Wait(tooLong);
        connection.ServerSends("k");
        Assert.Equal((1, 0, 0), (Leg(route).Responses, Leg(route).InFlight, Leg(route).Unanswered));
    }

    [Theory, EveryRoute]
    public void An_interim_response_is_a_response_byte(Route route)
    {
        var connection = Asked(route);
        connection.ServerSends("HTTP/1.1 102 Processing\r\n\r\n");
        Wait(tooLong);
        Assert.Equal((1, 0), (Leg(route).InFlight, Leg(route).Unanswered));
    }

    [Theory, EveryRoute(200), EveryRoute(504)]
    public void A_late_response_is_late_and_no_response(Route route, int status)
    {
        var connection = Asked(route);
        Wait(tooLong);
        var response = Message.Response($"{status} x", "hello");
        connection.ServerSends(response);
        Assert.Equal(
            (0, 1, 1, 1, 0),
            (Leg(route).Responses, Leg(route).Unanswered, Leg(route).Late, Leg(route).Errors, Leg(route).Unmatched));
        Assert.Equal(response.Length, Leg(route).BytesReceived);
        var late = Kernel.Events()[^1];
        Assert.Equal((EventType.Response, EventFlag.Late, status, response.Length), (late.Type, late.Flags, late.Status, late.Bytes));
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void The_bytes_of_a_late_response_are_in_all_rows(Route route)
    {
        var connection = Asked(route);
        Wait(tooLong);
        connection.ServerSends(Message.Ok("hello"));
        connection.Close();
        AssertRowsHoldAllBytes(route);
        Assert.Equal(
            ((int)ExchangeStatus.Timeout, 1, 1), (Endpoint().Status, Endpoint().Exchanges, Endpoint().Latency.Sum()));
    }

    [Theory, EveryRoute]
    public void The_bytes_of_an_upload_that_timed_out_are_in_its_row_whoever_ends_it(Route route)
    {
        var head = Message.Request("POST", "/", "Content-Length: 9\r\n");
        foreach (var end in (ReadOnlySpan<Action<Connection>>)[c => c.ServerFin(), c => c.ServerSends(Message.Ok()), _ => { }])
        {
            foreach (var last in (ReadOnlySpan<Action<Connection>>)[c => c.ClientSends("789"), c => c.ClientReset()])
            {
                var connection = Open(route);
                connection.ClientSends(head + "123");
                Wait(tooLong);
                connection.ClientSends("456");
                end(connection);
                last(connection);
                connection.Close();
            }
        }

        Assert.Equal(((int)ExchangeStatus.Timeout, 6, 6), (Endpoint().Status, Endpoint().Exchanges, Endpoint().Latency.Sum()));
        Assert.Equal(6 * head.Length + 3 * 9 + 3 * 6, Endpoint().BytesSent);
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void The_response_to_a_request_that_cannot_be_followed_behind_its_timeout_is_late(Route route)
    {
        var request = Message.Request("POST", "/", "Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\n";
        var connection = Open(route);
        connection.ClientSends(request);
        Wait(tooLong);
        connection.ClientSends("no size of a chunk\r\n");
        connection.ServerSends(Message.Response("400 x"));
        Assert.Equal(
            (1, 0, 1, 1, 0),
            (Leg(route).Requests, Leg(route).Responses, Leg(route).Unanswered, Leg(route).Late, Leg(route).InFlight));
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void Pairing_goes_on_behind_a_late_response(Route route)
    {
        var connection = Asked(route);
        Wait(tooLong);
        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends(Message.Ok("late") + Message.Response("201 Created", "next"));
        Assert.Equal(
            (2, 1, 1, 1, 0),
            (Leg(route).Requests, Leg(route).Responses, Leg(route).Unanswered, Leg(route).Late, Leg(route).InFlight));
        Assert.Equal("/next", Kernel.Endpoints().Single(row => row.Status == 201).Path);
    }

    [Theory, EveryRoute]
    public void A_request_that_is_completed_behind_its_timeout_is_reported_once(Route route)
    {
        var head = Message.Request("POST", "/", "Content-Length: 5\r\n");
        var connection = Open(route);
        connection.ClientSends(head);
        Wait(tooLong);
        connection.ClientSends("hello");
        connection.ServerSends(Message.Ok());
        connection.Close();
        Assert.Equal((1, 1, 1), (Leg(route).Requests, Leg(route).Unanswered, Leg(route).Late));
        Assert.Equal([EventType.Request, EventType.Error, EventType.Response], Kernel.Events().Select(e => e.Type));
        Assert.Equal(head.Length + 5, Leg(route).BytesSent);
        Assert.Equal(Leg(route).BytesSent, Endpoint().BytesSent);
    }

    [Theory, EveryRoute]
    public void A_request_that_is_still_coming_does_not_time_out(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", "Content-Length: 300000\r\n"));
        for (var i = 0; i < 3; i++)
        {
            Wait(TimeSpan.FromSeconds(100));
            connection.ClientSends(new string('x', 100_000));
        }

        Wait(TimeSpan.FromSeconds(100));
        Assert.Equal((1, 0), (Leg(route).InFlight, Leg(route).Unanswered));
        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 0), (Leg(route).Responses, Leg(route).Late));
    }

    [Theory, EveryRoute]
    public void Requests_whose_flow_was_forgotten_are_desynced(Route route)
    {
        const int count = 600;
        AllowLoss(Loss.RingFull); // each writes two events, and nobody reads here
        Configure(KernelOptions.Default with { MapSizes = "flow_map=100", Fresh = true });
        for (var i = 0; i < count; i++)
        {
            Asked(route);
        }

        Asked(route);
        Wait(TimeSpan.FromSeconds(3));
        Assert.Equal(count + 1, Leg(route).InFlight + Leg(route).DesyncedBy(DesyncReason.FlowEvicted));
        Assert.InRange(Leg(route).InFlight, 1, 100);
        Assert.Equal((0, 0), (Leg(route).Errors, Leg(route).Unanswered));
        Assert.Equal(
            Leg(route).Desynced,
            Kernel.Endpoints().Where(row => row.Status == (int)ExchangeStatus.Desynced).Sum(row => row.Exchanges));
    }

    Connection Asked(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        return connection;
    }

    // Half of a body, so long that its connection's row has some of it.
    (Connection Connection, long Sent) Uploading(Route route)
    {
        const int length = 300_000;
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", $"Content-Length: {length}\r\n") + new string('x', length / 2));
        var sent = Assert.Single(Kernel.Connections()).BytesSent;
        Assert.InRange(sent, length / 4, length / 2 + 200);
        return (connection, sent);
    }

    void Wait(TimeSpan time)
    {
        Kernel.Age(time);
        Kernel.Sweep();
    }
}
