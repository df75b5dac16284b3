// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Ten thousand connections at once, as many as conn_map has rows.</summary>
public sealed class ManyConnectionsTests(Lab lab) : SystemTest(lab)
{
    const int Count = 10_000;
    const int WithRow = Count * 95 / 100;

    [Fact]
    public async Task Ten_thousand_open_connections_are_counted_to_the_one_and_nearly_all_have_a_row()
    {
        await using var monitor = await StartMonitor("--no-events", "--interval", "5s", "--connections", "10000");
        HttpClientSocket[] clients = [.. Enumerable.Range(0, Count).Select(_ => Connect())];
        foreach (var client in clients)
        {
            client.Send(Request.Get("/direct/200/first"));
        }

        foreach (var client in clients)
        {
            client.Receive();
        }

        var sent = await SameAsLog();
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Same.Tables(monitor.Last, "downstream", sent);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        Assert.InRange(monitor.Last.Connections.Where(row => row.Leg == "downstream").Select(row => row.Client).Distinct().Count(), WithRow, Count);
        Array.ForEach(clients, client => client.Dispose());
    }
}
