// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>What a monitor leaves, and how the next one goes on.</summary>
public sealed class RestartTests(Lab lab) : PinTest(lab)
{
    static readonly string[] paths = ["/users", "/users/7", "/orders/201", "/old/301", "/gone/404", "/broken/500"];

    /// <summary>A little longer than a start takes.</summary>
    static readonly TimeSpan startTime = TimeSpan.FromMilliseconds(400);

    /// <summary>How often the monitor is killed in the test under load.</summary>
    static readonly int kills = int.Parse(Environment.GetEnvironmentVariable("KONG_MONITOR_KILLS") ?? "100", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_monitor_killed_a_hundred_times_under_load_has_every_count_of_nginxs_log()
    {
        using var done = new CancellationTokenSource();
        var monitor = await StartPinned("--no-events");
        var load = LoadUntil(done.Token);
        for (var i = 0; i < kills; i++)
        {
            await Kill(monitor);

            // Every other one dies on its way: each a little later in its start.
            monitor = i % 2 == 0
                ? await StartPinned("--no-events")
                : StartUnwaited("--interface", "eth0", "--no-events");
            await Task.Delay(i % 2 == 0 ? TimeSpan.Zero : startTime * i / kills, TestContext.Current.CancellationToken);
        }

        await Kill(monitor);
        monitor = await StartPinned("--no-events");

        await done.CancelAsync();
        var requests = await load;
        await using var last = monitor;
        await Until.True(() => Lab.GatewayLog.Count == requests && Lab.UpstreamLog.Count == requests, () => $"{requests} lines in both logs", 20);
        Assert.Equal(0, await last.Stop());
        Whole(last);
        Assert.DoesNotContain(last.Last.Losses, loss => loss.Value > 0);
        Same.Tables(last.Last, "downstream", LogOrder(Lab.GatewayLog));
        Same.Tables(last.Last, "upstream", LogOrder(Lab.UpstreamLog));
    }

    [Fact]
    public async Task Counts_that_lie_there_without_a_program_are_taken_over_as_a_start_is_begun()
    {
        using var before = Connect();
        var first = await StartPinned("--no-events");
        before.Call(Request.Get("/before"));
        await SameAsLog();
        await Kill(first);
        foreach (var link in Links().Keys)
        {
            File.Delete(Pins().Single(pin => Path.GetFileName(pin) == link));
        }

        await Until.True(() => !Network.AreWatched(Lab.Gateway, ["eth0"]), () => "programs without links are gone");
        before.Call(Request.Get("/unseen"));
        using var done = new CancellationTokenSource();
        var load = ConnectUntil(done.Token);
        await using var second = await StartPinned("--no-events");
        await done.CancelAsync();
        await load;
        before.Call(Request.Get("/after"));
        Assert.Equal(0, await second.Stop());
        Whole(second);
        Assert.True(second.Last.Resumed);
        Assert.Equal(["/after", "/before", "/http10/users"], second.Last.Paths.Where(row => row.Leg == "downstream").Select(row => row.Path).Order());
        Assert.All(second.Last.Legs, leg => Assert.Equal((leg.Responses, 0, 0, 0), (leg.Requests, leg.Unanswered, leg.Desynced, leg.InFlight)));
    }

    /// <summary>Load without a pause; returns how many requests it was.</summary>
    async Task<int> LoadUntil(CancellationToken done)
    {
        const int batch = 4_000;
        var requests = 0;
        for (; !done.IsCancellationRequested; requests += batch)
        {
            await Load.Run(Lab, batch, paths);
        }

        return requests;
    }

    [Fact]
    public async Task What_happens_between_a_kill_and_the_next_start_counts_and_its_events_are_told_as_unread()
    {
        using var client = Connect();
        var first = await StartPinned();
        client.Call(Request.Get("/before"));
        await Until.True(() => first.Events.Count >= 4, () => $"the events of both legs:\n{first.Output}");
        await Kill(first);
        await Unread();
        client.Call(Request.Get("/between/404"));

        await using var second = await StartPinned();
        client.Call(Request.Get("/after"));
        await SameAsLog();
        Assert.Equal(0, await second.Stop());
        Whole(second);
        Same.Tables(second.Last, "downstream", Sent);
        Same.Connections(second.Last, "downstream", Sent);
        Assert.Equal(("no_reader", 4L), Assert.Single(second.Last.Losses.Select(loss => (loss.Key, loss.Value))));
        Assert.DoesNotContain(second.Events, line => line.Path.StartsWith("/between", StringComparison.Ordinal));
        Assert.True(second.Last.Resumed);
        Assert.Equal(first.Snapshots[0].Since, second.Last.Since);
        Assert.Contains($"goes on with the counts of an earlier run, since {first.Snapshots[0].Since.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss}Z", second.Errors);
    }

    [Fact]
    public async Task A_request_in_flight_when_the_monitor_is_killed_gets_its_answer_from_the_next_one()
    {
        var first = await StartPinned();
        using var client = Connect();
        client.Socket.Send("POST /upload HTTP/1.1\r\nHost: half.example\r\nContent-Length: 10\r\n\r\n01234"u8);
        await Until.True(() => first.Snapshots.Any(snapshot => snapshot.Downstream.InFlight == 1), () => $"one request in flight:\n{first.Output}");
        await Kill(first);
        await using var second = await StartPinned();
        client.Socket.Send("56789"u8);
        var answer = new byte[64];
        client.Socket.Receive(answer);
        Assert.StartsWith("HTTP/1.1 200", System.Text.Encoding.Latin1.GetString(answer));
        await Until.True(() => second.Snapshots.Any(snapshot => snapshot.Downstream.Responses == 1), () => $"the response is counted:\n{second.Output}");
        Assert.Equal(0, await second.Stop());
        Assert.Equal((1, 1, 0), (second.Last.Downstream.Requests, second.Last.Downstream.Responses, second.Last.Downstream.InFlight));
        Assert.DoesNotContain(second.Last.Losses, loss => loss.Value > 0);
    }

    [Fact]
    public async Task The_programs_are_exchanged_while_the_links_stay()
    {
        await Kill(await StartPinned());
        var before = Links();
        Assert.Equal(["eth0-egress", "eth0-xdp"], before.Keys.Order());
        await Kill(await StartPinned());
        var after = Links();
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, link => Assert.Equal(link.Value.Link, after[link.Key].Link));
        Assert.All(before, link => Assert.NotEqual(link.Value.Program, after[link.Key].Program));
    }

    [Fact]
    public async Task Other_options_apply_and_the_counts_stay()
    {
        using var client = Connect();
        await using (var first = await StartPinned("--no-upstream", "--keep"))
        {
            client.Call(Request.Get("/one?secret=1"));
            await first.Stop();
            Assert.Equal(0, first.Last.Upstream.Requests);
            Assert.Contains("programs and counts stay", first.Errors);
        }

        await using var second = await StartPinned("--include-query", "--ingress", "tcx", "--interface", "eth0", "--interface", "lo");
        Assert.Equal(["eth0-egress", "eth0-ingress", "lo-egress"], Links().Keys.Order());
        client.Call(Request.Get("/two?open=2"));
        await Until.True(() => Lab.UpstreamLog.Count == 2, () => "both requests in the upstream's log");
        Assert.Equal(0, await second.Stop());
        Assert.Equal((2, 1), (second.Last.Downstream.Requests, second.Last.Upstream.Requests));
        Assert.Equal(["/one", "/two?open=2"], second.Last.Paths.Where(row => row.Leg == "downstream").Select(row => row.Path!).Order());
    }

    [Fact]
    public async Task Maps_of_another_size_start_afresh_with_one_line()
    {
        using var client = Connect();
        var first = await StartPinned();
        client.Call(Request.Get("/one"));
        await Kill(first);
        await using var second = await StartPinned("--map-size", "5000");
        client.Call(Request.Get("/two"));
        await SameAsLog();
        Assert.Equal(0, await second.Stop());
        Assert.Equal((1L, false), (second.Last.Downstream.Requests, second.Last.Resumed));
        Assert.Equal(
            "kong-ebpf-monitor: the counts of an earlier run have another layout or size and cannot be taken over: counting starts afresh",
            second.Errors);
    }

    [Fact]
    public async Task A_report_says_since_when_it_counts_if_an_earlier_run_began()
    {
        await Kill(await StartPinned());
        await using var second = await StartPinned("--format", "text");
        Assert.Equal(0, await second.Stop());
        Assert.Matches(@"\nCounted since 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ, begun by an earlier run\n", second.Output);
    }

    [Fact]
    public async Task A_second_monitor_leaves_the_pins_of_the_first_alone()
    {
        await using var first = await StartPinned();
        var before = Links();
        await using (var second = StartUnwaited("--interface", "eth0"))
        {
            Assert.Equal(1, await second.Exited());
            Assert.Contains($"pid {first.Id}", second.Errors);
        }

        Assert.Equal(before, Links());
        Assert.Equal(0, await first.Stop());
    }
}
