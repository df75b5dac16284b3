// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Serving;

/// <summary>Streams of events: what a client gets, and what it costs when nobody or somebody slow looks.</summary>
public sealed class StreamTests(Lab lab) : ServingTest(lab)
{
    [Fact]
    public async Task A_stream_has_the_events_that_run_prints()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        await using var stream = await Open();
        CallAll();
        var sent = await SameAsLog();
        await Until.True(() => stream.Seen == 2 * (sent.Count + 1), () => $"all events of both legs, there are {stream.Seen}");
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(Printed(monitor.Events), Printed(stream.Events));
        Same.Exchanges("clients and the stream", sent, EventPairs.Of(stream.Events, "downstream"));
    }

    [Fact]
    public async Task A_stream_says_first_what_it_is_and_once_a_second_that_it_lives()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        await using var stream = await Open("status>=500  leg=downstream ");
        Assert.Equal("status>=500  leg=downstream", stream.Hello.GetProperty("filter").GetString());
        Assert.Equal(200, stream.Hello.GetProperty("limit_per_second").GetInt32());
        Assert.False(stream.Hello.GetProperty("resumed").GetBoolean());
        var snapshot = await Get("/api/snapshot");
        Assert.Equal(snapshot.GetProperty("since").GetString(), stream.Hello.GetProperty("since").GetString());
        Assert.Equal(snapshot.GetProperty("process").GetRawText(), stream.Hello.GetProperty("process").GetRawText());
        await Until.True(() => stream.Batches >= 3, () => "batches without events");
        Assert.Equal(0, stream.Seen);
        Assert.Equal(0, await monitor.Stop());
        await stream.Ended;
    }

    [Fact]
    public async Task A_stream_has_the_events_that_its_filter_means_and_no_other()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        await using var errors = await Open("leg=downstream status>=400");
        await using var some = await Open("path=/direct/200/* leg=downstream");
        CallAll();
        await SameAsLog();
        await Until.True(() => errors.Seen == 2 && some.Seen == 4, () => $"all that is meant, there are {errors.Seen} and {some.Seen}");
        Assert.Equal(["/direct/404/a", "/direct/503/b"], errors.Events.Select(line => line.Path));
        Assert.Equal(["/direct/200/a", "/direct/200/a", "/direct/200/b", "/direct/200/b"], some.Events.Select(line => line.Path));
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task Of_more_events_than_a_client_can_read_it_gets_a_sample_and_the_exact_number()
    {
        await using var monitor = await StartMonitor("--listen", "9465", "--no-events", "--ring-size", "8M");
        await using var stream = await Open("leg=downstream");
        await Load.Run(Lab, 20_000, "/direct/200/a", "/direct/404/b");
        await Until.True(() => Lab.GatewayLog.Count == 20_000, () => "all lines in the log");
        await Until.True(() => stream.Seen == 40_000, () => $"two events for each request, there are {stream.Seen}");
        await StreamsAre(streams => streams.Sent == stream.Events.Count, "all that was sent is here");
        var (clients, seen, sent, sampledOut, dropped) = await Streams();
        Assert.Equal((1, 40_000, 0), (clients, seen, dropped));
        Assert.Equal(seen, sent + sampledOut);
        Assert.InRange(sent, 50, 10_000);
        Assert.All(["/direct/200/a", "/direct/404/b"], path => Assert.InRange(stream.Events.Count(line => line.Path == path), sent / 5, sent));
        Assert.Equal(0, await monitor.Stop());
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        Assert.Empty(monitor.Events);
    }

    [Fact]
    public async Task One_that_is_asked_for_before_anything_counts_begins_with_the_counting()
    {
        await using var monitor = MonitorProcess.Start(Lab.Gateway, "--interface", "eth0", "--format", "json", "--listen", "9465");
        StreamClient? stream = null;
        await Until.True(() => TryOpen(out stream), () => "the monitor listens");
        await using (stream)
        {
            Connect().Call(Request.Get("/direct/200/a"));
            await Until.True(() => stream!.Seen == 2, () => "both events");
        }

        Assert.Equal(0, await monitor.Stop());

        bool TryOpen(out StreamClient? opened)
        {
            try
            {
                opened = Open().GetAwaiter().GetResult();
                return true;
            }
            catch (InvalidOperationException e) when (e.InnerException is SocketException)
            {
                opened = null;
                return false;
            }
        }
    }

    [Fact]
    public async Task The_kernel_writes_events_only_while_somebody_looks()
    {
        await using var monitor = await StartMonitor("--listen", "9465", "--no-events");
        Assert.False(WritesEvents(monitor));
        CallAll();
        await using (var first = await Open())
        await using (var second = await Open("status>=400 leg=downstream"))
        {
            Assert.True(WritesEvents(monitor));
            CallAll();
            await Until.True(() => first.Seen == 12 && second.Seen == 2, () => $"all events, there are {first.Seen} and {second.Seen}");
        }

        await Until.True(() => !WritesEvents(monitor), () => "nobody is there any more");
        CallAll();
        await SameAsLog();
        await StreamsAre(streams => streams is { Clients: 0, Seen: 14, Sent: 14 }, "nothing was seen by nobody");
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(15, monitor.Last.Downstream.Requests);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        Assert.Empty(monitor.Events);
    }

    [Fact]
    public async Task A_slow_standard_output_takes_no_event_from_a_stream_and_what_it_misses_is_counted()
    {
        await using var monitor = await StartMonitor("--listen", "9465", "--ring-size", "8M");
        await using var stream = await Open("leg=downstream");
        monitor.PauseReading();
        await Load.Run(Lab, 20_000, "/direct/200/a");
        await Until.True(() => stream.Seen == 40_000, () => $"two events for each request, there are {stream.Seen}");
        var losses = (await Get("/api/snapshot")).GetProperty("losses");
        Assert.False(losses.TryGetProperty("ring_full", out _));
        Assert.True(losses.GetProperty("output_full").GetInt64() > 30_000);
        monitor.ResumeReading();
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(40_000, monitor.Events.Count + monitor.Last.Losses["output_full"]);
    }

    [Theory]
    [InlineData("en", "there is no field 'staus'")]
    [InlineData("ko", "'staus'")]
    public async Task A_filter_that_is_none_is_refused_with_the_word_that_is_wrong(string language, string words)
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var filter = Uri.EscapeDataString("method=GET staus>=500");
        foreach (var (path, parameter) in ((string, string)[])[("events", "filter"), ("snapshot", "filter"), ("snapshot", "chosen")])
        {
            var error = (await Get($"/api/{path}?{parameter}={filter}&lang={language}", HttpStatusCode.BadRequest)).GetProperty("error");
            Assert.Equal(parameter, error.GetProperty("parameter").GetString());
            Assert.Equal((11, 5), (error.GetProperty("at").GetInt32(), error.GetProperty("length").GetInt32()));
            Assert.Contains(words, error.GetProperty("message").GetString());
        }

        Assert.Equal(3, Scraped().Sum("kong_monitor_endpoint_requests_total", ("outcome", "refused")));
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task Clients_and_filters_are_limited()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var clients = new List<StreamClient>();
        for (var i = 0; i < 128; i++)
        {
            clients.Add(await Open($"status={200 + i % 32}"));
            if (i == 31)
            {
                Assert.Contains("too many", (await Get("/api/events?filter=status%3D999", HttpStatusCode.ServiceUnavailable)).GetProperty("error").GetProperty("message").GetString());
            }
        }

        await Get("/api/events?filter=status%3D200", HttpStatusCode.ServiceUnavailable);
        await clients[0].DisposeAsync();
        await StreamsAre(streams => streams.Clients == 127, "one left");
        await using var next = await Open("status=200");
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        await StreamsAre(streams => streams.Clients == 1, "all others left");
        Assert.Equal(0, await monitor.Stop());
    }

    // The times of events are computed anew for each output.
    static IEnumerable<EventLine> Printed(IEnumerable<EventLine> events) => events.Select(line => line with { Time = default });

    static bool WritesEvents(MonitorProcess monitor)
    {
        var maps = JsonDocument.Parse(Command.Run("bpftool", "--json", "map", "show")).RootElement.EnumerateArray();
        var ids = monitor.MapIds.ToHashSet();
        var control = maps.Single(map => map.TryGetProperty("name", out var name) && name.GetString() == "control_map" && ids.Contains($"{map.GetProperty("id")}"));
        var rows = JsonDocument.Parse(Command.Run("bpftool", "--json", "map", "dump", "id", $"{control.GetProperty("id")}")).RootElement;
        return rows[0].GetProperty("formatted").GetProperty("value").GetProperty("events").GetInt32() != 0;
    }
}
