// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class KeepAliveTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task Every_exchange_of_a_kept_connection_is_counted_once()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        string[] targets =
        [
            "/direct/200/", "/direct/201/", "/direct/204/", "/direct/302/", "/direct/404/", "/direct/503/", "/static/hello.txt", "/users?id=7",
        ];
        string[] methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];
        for (var i = 0; i < 200; i++)
        {
            var target = targets[i % targets.Length];
            client.Call(Request.Of(target.StartsWith("/static", StringComparison.Ordinal) ? "GET" : methods[i % methods.Length], target));
        }

        var last = await Compare(monitor);
        Assert.Equal(200, last.Downstream.Requests);
        Assert.Equal(0, last.Downstream.InFlight);
    }

    [Fact]
    public async Task Many_short_connections_are_all_counted()
    {
        await using var monitor = await StartMonitor();
        for (var i = 0; i < 300; i++)
        {
            using var client = Connect();
            client.Call(Request.Get($"/direct/last/{i % 10}", "Connection: close"));
        }

        var last = await Compare(monitor);
        Assert.Equal(300, last.Connections.Count(row => row.Leg == "downstream"));
    }

    [Fact]
    public async Task Exchanges_of_connections_that_run_side_by_side_are_told_apart()
    {
        await using var monitor = await StartMonitor();
        var clients = Enumerable.Range(0, 20).Select(_ => Connect()).ToArray();
        for (var round = 0; round < 5; round++)
        {
            foreach (var (i, client) in clients.Index())
            {
                client.Send(Request.ForHost($"host{i}.example.com", $"/client/{i}/{round}"));
            }

            foreach (var client in clients.Reverse())
            {
                client.Receive();
            }
        }

        await Compare(monitor);
        await CompareUpstream(monitor, 100);
    }
}
