// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class UnansweredTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task A_gateway_that_closes_without_an_answer_leaves_an_unanswered_request()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Get("/direct/200/"));
        client.Send(Request.Get("/direct/closed/"));
        client.ExpectEndWithoutAnswer();
        var last = await Compare(monitor, exchange => exchange with { Status = exchange.Status == 0 ? 444 : exchange.Status });
        Assert.Equal((2, 1, 1), (last.Downstream.Requests, last.Downstream.Responses, last.Downstream.Unanswered));
        Unanswered(monitor, "closed_by_server", 1);
    }

    [Theory]
    [InlineData(true, "reset_by_client")]
    [InlineData(false, "closed_by_client")]
    public async Task A_client_that_gives_up_leaves_an_unanswered_request(bool reset, string reason)
    {
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            ScriptedServer.ReadHead(socket);
            socket.Receive(new byte[1]);
        });
        await using var monitor = await StartMonitor();
        var client = Connect(new(Lab.GatewayAddress, 8007));
        client.Send(Request.Get("/never"));
        await Until.True(() => monitor.Snapshots.Any(snapshot => snapshot.Downstream.InFlight == 1), () => "the request in flight");
        client.Abandon(reset);
        await Until.True(() => monitor.Snapshots.Any(snapshot => snapshot.Downstream.Unanswered == 1), () => "the request unanswered");
        await CompareWithClients(monitor);
        Unanswered(monitor, reason, 1);
    }

    [Fact]
    public async Task A_client_that_closes_its_half_still_gets_its_answer()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Send(Request.Get("/direct/200/half")); // of a proxied one nginx lets go
        client.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        client.Receive();
        var last = await Compare(monitor);
        Assert.Equal(0, last.Downstream.Unanswered);
    }

    [Fact]
    public async Task A_server_that_resets_leaves_all_requests_in_flight_unanswered()
    {
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            ScriptedServer.ReadHead(socket);
            ScriptedServer.ReadHead(socket);
            socket.LingerState = new(true, 0);
        });
        await using var monitor = await StartMonitor();
        using var client = new HttpClientSocket(Lab.Connect(new(Lab.GatewayAddress, 8007)));
        client.SendPipelined([Request.Get("/one"), Request.Get("/two")]);
        await Until.True(() => monitor.Snapshots.Any(snapshot => snapshot.Downstream.Unanswered == 2), () => "two requests unanswered");
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Assert.Equal((2, 0, 0), (monitor.Last.Downstream.Requests, monitor.Last.Downstream.Responses, monitor.Last.Downstream.InFlight));
        Unanswered(monitor, "reset_by_server", 2);
    }

    [Fact]
    public async Task A_request_without_a_byte_of_answer_times_out_and_its_answer_is_late()
    {
        using var release = new ManualResetEventSlim();
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            ScriptedServer.ReadHead(socket);
            release.Wait(TimeSpan.FromSeconds(10));
            socket.Send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate"u8);
            socket.Receive(new byte[1]);
        });
        await using var monitor = await StartMonitor("--timeout", "1s");
        using var client = new HttpClientSocket(Lab.Connect(new(Lab.GatewayAddress, 8007)));
        client.Send(Request.Get("/late"));
        await Until.True(() => monitor.Snapshots.Any(snapshot => snapshot.Downstream.Unanswered == 1), () => "the request timed out");
        release.Set();
        client.Receive();
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Assert.Equal((1, 0, 1), (monitor.Last.Downstream.Requests, monitor.Last.Downstream.Responses, monitor.Last.Downstream.Late));
    }

    // An unanswered request is an error, and its event comes from the server with status 0.
    void Unanswered(MonitorProcess monitor, string reason, int count)
    {
        Assert.Equal(new() { [reason] = count }, monitor.Last.Downstream.UnansweredBy);
        var errors = monitor.Events.Where(line => line is { Type: "error", Status: 0 }).ToArray();
        Assert.Equal(count, errors.Length);
        Assert.All(errors, line => Assert.StartsWith($"{Lab.GatewayAddress}:", line.Src));
        Assert.Equal(count, monitor.Last.Containers.Single(row => row is { Leg: "downstream", Index: 0 }).Errors);
    }
}
