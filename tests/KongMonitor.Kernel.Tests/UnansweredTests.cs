// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Requests whose connection ended before a response, and why.</summary>
public sealed class UnansweredTests : KernelTest
{
    [Theory, EveryRoute]
    public void A_request_whose_client_resets_is_unanswered_by_reset_of_the_client(Route route) =>
        AssertUnanswered(route, UnansweredReason.ResetByClient, c => c.ClientReset());

    [Theory, EveryRoute]
    public void A_request_whose_server_resets_is_unanswered_by_reset_of_the_server(Route route) =>
        AssertUnanswered(route, UnansweredReason.ResetByServer, c => c.ServerReset());

    [Theory, EveryRoute]
    public void A_request_whose_client_closes_first_is_unanswered_by_close_of_the_client(Route route) =>
        AssertUnanswered(route, UnansweredReason.ClosedByClient, c => c.Close());

    [Theory, EveryRoute]
    public void A_request_whose_server_closes_first_is_unanswered_by_close_of_the_server(Route route) =>
        AssertUnanswered(route, UnansweredReason.ClosedByServer, c =>
        {
            c.ServerFin();
            c.ClientFin();
        });

    [Theory, EveryRoute]
    public void A_FIN_of_the_server_alone_leaves_a_request_unanswered(Route route) =>
        AssertUnanswered(route, UnansweredReason.ClosedByServer, c => c.ServerFin());

    [Theory, EveryRoute]
    public void A_reset_behind_the_clients_FIN_is_the_servers(Route route) =>
        AssertUnanswered(route, UnansweredReason.ResetByServer, c =>
        {
            c.ClientFin();
            c.ServerReset();
        });

    [Theory, EveryRoute]
    public void A_FIN_of_the_client_alone_is_a_half_close(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.ClientFin();
        Assert.Equal((1, 0), (Leg(route).InFlight, Leg(route).Unanswered));
        connection.ServerSends(Message.Ok("hello"));
        connection.ServerFin();
        Assert.Equal((1, 0, 0), (Leg(route).Responses, Leg(route).InFlight, Leg(route).Unanswered));
    }

    [Theory, EveryRoute]
    public void A_request_broken_off_in_its_body_is_unanswered_with_the_bytes_that_came(Route route)
    {
        var head = Message.Request("POST", "/", "Content-Length: 10\r\n");
        var connection = Open(route);
        connection.ClientSends(head + "01234");
        connection.ClientReset();
        Assert.Equal((1, 1, head.Length + 5), (Leg(route).Requests, Leg(route).Unanswered, Leg(route).BytesSent));
        AssertRowsHoldAllBytes(route);
        Assert.Equal([(EventType.Request, head.Length + 5), (EventType.Error, 0)], Kernel.Events().Select(e => (e.Type, (int)e.Bytes)));
    }

    [Theory, EveryRoute]
    public void A_server_that_closes_during_an_upload_leaves_all_its_bytes_in_the_rows(Route route)
    {
        var head = Message.Request("POST", "/", "Content-Length: 10\r\n");
        var connection = Open(route);
        connection.ClientSends(head + "01");
        connection.ServerFin();
        connection.ClientSends("2345");
        connection.ClientReset();
        Assert.Equal((1, 1, head.Length + 6), (Leg(route).Requests, Leg(route).Unanswered, Leg(route).BytesSent));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_request_broken_off_in_its_header_section_does_not_count(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("GET / HTTP/1.1\r\nHost: exa");
        connection.ClientReset();
        Assert.Equal((0, 0, 0), (Leg(route).Requests, Leg(route).Unanswered, Leg(route).Errors));
        Assert.Empty(Kernel.Events());
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void All_pipelined_requests_of_a_reset_connection_are_unanswered(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(string.Concat(Enumerable.Range(0, 50).Select(i => Message.Get($"/{i}"))));
        connection.ServerReset();
        Assert.Equal(
            (50, 50, 50, 0),
            (Leg(route).Requests, Leg(route).UnansweredBy(UnansweredReason.ResetByServer), Leg(route).Errors, Leg(route).InFlight));
        Assert.Equal(50, Kernel.Endpoints().Count(row => row.Status == (int)ExchangeStatus.ResetByServer));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_row_is_of_one_reason_and_has_the_time_until_the_verdict(Route route)
    {
        Configure(KernelOptions.Default with { Replay = true, Fresh = true });
        Kernel.SetClock(1_000_000_000);
        foreach (var end in (ReadOnlySpan<Action<Connection>>)[c => c.ClientReset(), c => c.ServerReset(), c => c.ServerFin(), c => c.ClientReset()])
        {
            Kernel.SetClock(1_000_000_000);
            var connection = Open(route);
            connection.ClientSends(Message.Get());
            Kernel.SetClock(1_000_064_001);
            end(connection);
        }

        Assert.Equal(
            [(ExchangeStatus.ResetByClient, 2), (ExchangeStatus.ResetByServer, 1), (ExchangeStatus.ClosedByServer, 1)],
            Kernel.Endpoints().Select(row => ((ExchangeStatus)row.Status, row.Exchanges)));
        Assert.All(Kernel.Endpoints(), row => Assert.Equal(row.Exchanges, row.Latency[1]));
        Assert.All(Kernel.Endpoints(), row => Assert.Equal(row.Exchanges * 64_001 / 100, row.LatencySum.Ticks));
    }

    [Theory, EveryRoute]
    public void Of_a_request_that_could_not_be_followed_nobody_knows_the_time(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.ServerSends("no HTTP\r\n\r\n");
        Assert.Equal((1, 1), (Leg(route).Desynced, Endpoint().Exchanges));
        Assert.Equal(((int)ExchangeStatus.Desynced, TimeSpan.Zero, 0), (Endpoint().Status, Endpoint().LatencySum, Endpoint().Latency.Sum()));
    }

    [Theory, EveryRoute]
    public void An_answered_exchange_is_not_undone_by_a_reset(Route route)
    {
        var connection = Exchange(route, Message.Get(), Message.Ok());
        connection.ClientReset();
        connection.ServerReset();
        Assert.Equal((1, 1, 0, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unanswered, Leg(route).Errors));
    }

    void AssertUnanswered(Route route, UnansweredReason reason, Action<Connection> end)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/a"));
        end(connection);
        Assert.Equal(
            (1, 0, 1, 1, 0),
            (Leg(route).Requests, Leg(route).Responses, Leg(route).UnansweredBy(reason), Leg(route).Errors, Leg(route).InFlight));
        Assert.Equal(
            ((int)reason + 1, 1, Message.Get("/a").Length),
            (Endpoint().Status, Endpoint().Exchanges, Endpoint().BytesSent));
        Assert.Equal((1, 0, 1), (Kernel.Connections()[0].Requests, Kernel.Connections()[0].Responses, Kernel.Connections()[0].Errors));
        var error = Kernel.Events()[1];
        Assert.Equal((EventType.Error, 0, reason, "/a"), (error.Type, error.Status, error.Reason, error.Path));
        Assert.Equal((connection.Server.EndPoint, connection.Client.EndPoint), (error.Source, error.Destination));
        Assert.Equal((error.Total, TimeSpan.Zero, 1), (Endpoint().LatencySum, Endpoint().TtfbSum, Endpoint().Latency.Sum()));
        Assert.Empty(Kernel.InFlight());
    }
}
