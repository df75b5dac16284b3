// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class UpstreamTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task A_proxied_request_is_counted_once_on_each_leg()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        foreach (var status in (int[])[200, 201, 204, 301, 400, 401, 404, 429, 500, 503])
        {
            client.Call(Request.Get($"/status/{status}"));
        }

        client.Call(Request.Get("/direct/200/"));
        client.Call(Request.Get("/refused/"));
        var last = await Compare(monitor);
        await CompareUpstream(monitor, 10);
        Assert.Equal(12, last.Downstream.Requests);
        Assert.Equal(10, last.Upstream.Requests);
        Assert.Equal(12, last.Containers.Single(row => row is { Leg: "downstream", Index: 0 }).Requests);
        Assert.All(
            last.Connections.Where(row => row.Leg == "upstream"),
            row => Assert.Equal(($"{Lab.UpstreamAddress}:8080", true), (row.Server, row.Client!.StartsWith($"{Lab.GatewayAddress}:", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Without_upstream_only_the_clients_are_seen()
    {
        await using var monitor = await StartMonitor("--no-upstream");
        using var client = Connect();
        client.Call(Request.Get("/proxied/1"));
        client.Call(Request.WithBody("POST", "/upload", "body"));
        var last = await Compare(monitor);
        Assert.Equal(0, last.Upstream.Requests);
        Assert.DoesNotContain(monitor.Events, line => line.Leg == "upstream");
        Assert.DoesNotContain(last.Paths, row => row.Leg == "upstream");
    }

    [Fact]
    public async Task An_upstream_that_never_answers_leaves_its_request_in_flight()
    {
        using var release = new ManualResetEventSlim();
        using var server = new ScriptedServer(Lab.Upstream, 8081, socket =>
        {
            ScriptedServer.ReadHead(socket);
            release.Wait(TimeSpan.FromSeconds(10));
            socket.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8);
            socket.Receive(new byte[1]);
        });
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Send(Request.Get("/scripted/slow"));
        await Until.True(
            () => monitor.Snapshots.Any(snapshot => snapshot is { Downstream: { Requests: 1, InFlight: 1 }, Upstream: { Requests: 1, InFlight: 1 } }),
            () => "one request in flight on each leg");
        release.Set();
        client.Receive();
        var last = await Compare(monitor);
        Assert.Equal((1, 0), (last.Upstream.Responses, last.Upstream.InFlight));
    }
}
