// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Metrics;

/// <summary>The endpoint: what it answers, to whom, and what it costs when clients are not kind.</summary>
public sealed class EndpointTests(Lab lab) : MetricsTest(lab)
{
    [Fact]
    public async Task Nothing_listens_unless_it_was_asked_for()
    {
        var before = Listening();
        await using (var monitor = await StartMonitor())
        {
            Assert.Equal(before, Listening());
            await monitor.Stop();
        }

        await using var listening = await StartMonitor("--listen", "9465");
        await Until.True(() => Listening() != before, () => "somebody listens");
        Assert.Contains("127.0.0.1:9465", Listening());
        Assert.DoesNotContain("0.0.0.0:9465", Listening());
        await listening.Stop();
        Assert.Equal(before, Listening());
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_the_start_before_anything_is_attached()
    {
        using var taken = NetworkNamespace.Run(Lab.Gateway, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 9465));
            socket.Listen(1);
            return socket;
        });
        var before = Network.State(Lab.Gateway);
        await using var monitor = MonitorProcess.Start(Lab.Gateway, "--interface", "eth0", "--listen", "9465", "--lang", "en");
        Assert.Equal(2, await monitor.Exited());
        Assert.StartsWith("kong-ebpf-monitor: cannot listen at 127.0.0.1:9465 (", monitor.Errors);
        Assert.Equal(before, Network.State(Lab.Gateway));
    }

    [Fact]
    public async Task A_monitor_that_was_told_an_address_answers_other_hosts()
    {
        await using var monitor = await StartMonitor("--listen", "0.0.0.0:9465");
        using var client = new MetricsClient(Lab.Client, new(Lab.GatewayAddress, 9465));
        Assert.Contains("kong_monitor_build_info", (await client.Scrape()).Text);
        await monitor.Stop();
    }

    [Fact]
    public async Task OpenMetrics_comes_when_it_is_asked_for_and_text_else()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var client = Metrics;
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", (await Get(client, null)).ContentType);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", (await Get(client, "*/*")).ContentType);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", (await Get(client, "application/openmetrics-text;q=0.1,text/plain")).ContentType);
        var open = await Get(client, "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1");
        Assert.Equal("application/openmetrics-text; version=1.0.0; charset=utf-8", open.ContentType);
        Assert.EndsWith("# EOF\n", open.Text);
        await monitor.Stop();
    }

    [Fact]
    public async Task The_snapshot_is_the_JSON_of_the_run_command()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        Connect().Call(Request.Get("/users"));
        await SameAsLog();
        var client = Metrics;
        await Until.True(() => Snapshot(client).Upstream.Responses == 1, () => "both legs are counted");
        var snapshot = Snapshot(client);
        await monitor.Stop();
        var last = monitor.Last;
        Assert.Equal((last.Downstream.Requests, last.Upstream.Requests), (snapshot.Downstream.Requests, snapshot.Upstream.Requests));
        Assert.Equal(last.Paths.Select(row => row.Path), snapshot.Paths.Select(row => row.Path));
        Assert.Equal(last.Connections.Select(row => row.Client), snapshot.Connections.Select(row => row.Client));
        Assert.Equal(last.Since, snapshot.Since);
    }

    [Fact]
    public async Task Health_is_that_of_the_counting()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var client = Metrics;
        Assert.Equal("ok\n", await client.Http.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken));
        await monitor.Stop();
    }

    [Theory]
    [InlineData("GET /metrics HTTP/1.1\r\n\r\n", 400)] // without Host
    [InlineData("GET /metrics HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET  /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", 400)]
    [InlineData("\u0016\u0003\u0001\u0002\r\n\r\n", 400)]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", 400)]
    [InlineData("GET /metrics HTTP/1.1\r\nHost: gateway.example\r\nConnection: close\r\n\r\n", 403)]
    [InlineData("GET /secret HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /metrics/../etc HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 404)]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("DELETE /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("POST /api/snapshot HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\nConnection: close\r\n\r\n", 405)]
    [InlineData("GET /metrics HTTP/3.0\r\nHost: localhost\r\n\r\n", 505)]
    public async Task A_bad_request_gets_its_status_and_the_monitor_goes_on(string request, int status)
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var client = Metrics;
        Assert.StartsWith($"HTTP/1.1 {status} ", client.Send(request));
        Assert.Equal(1, (await client.Scrape()).Sum("kong_monitor_endpoint_requests_total", ("outcome", "refused")));
        Assert.Equal(0, await monitor.Stop());
    }

    [Theory]
    [InlineData(9_000, 0, 414)]
    [InlineData(0, 40_000, 431)]
    public async Task Requests_have_bounds(int target, int header, int status)
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var client = Metrics;
        var request = $"GET /{new string('a', target)} HTTP/1.1\r\nHost: localhost\r\nX: {new string('b', header)}\r\n\r\n";
        Assert.StartsWith($"HTTP/1.1 {status} ", client.Send(request));
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task Clients_that_send_nothing_take_no_place_for_long_and_no_count_is_lost_meanwhile()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var client = Metrics;
        var silent = Enumerable.Range(0, 300).Select(_ => client.ConnectUnlessReset()).OfType<Socket>().ToArray();
        Assert.InRange(silent.Length, 256, 300);
        await Load.Run(Lab, 10_000, "/direct/200/a");
        await Until.True(() => TryScrape(client) is not null, () => "an answer once the silent ones are gone", 20);
        var scrape = await client.Scrape();
        Assert.InRange(scrape.Sum("kong_monitor_endpoint_requests_total", ("outcome", "refused")), 44, 100_000);
        Assert.Equal(10_000, scrape.Sum("kong_monitor_requests_total", ("leg", "downstream")));
        Array.ForEach(silent, socket => socket.Dispose());
        Assert.Equal(0, await monitor.Stop());
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0 && loss.Key is not "ring_full");
    }

    [Fact]
    public async Task Clients_that_do_not_read_hold_no_memory_and_are_cut_off()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        await Load.Run(Lab, 20_000, Enumerable.Range(0, 2000).Select(i => $"/path/a{i}"));
        var client = Metrics;
        var sockets = Enumerable.Range(0, 30).Select(_ => client.Connect()).ToArray();
        foreach (var socket in sockets)
        {
            socket.Send("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n"u8);
        }

        // Four are answered, and do not read; the others are told to come back.
        await Until.True(() => sockets.Count(socket => socket.Available > 0) == sockets.Length, () => "all have something to read");
        Assert.Equal("ok\n", await client.Http.GetStringAsync(new Uri("/healthz", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.InRange(monitor.ResidentMegabytes, 1, 40);
        await Load.Run(Lab, 10_000, "/direct/200/a");
        await Until.True(() => TryScrape(client)?.Sum("kong_monitor_endpoint_requests_total", ("outcome", "aborted")) == 4, () => "four answers were cut off", 20);
        Assert.InRange((await client.Scrape()).Sum("kong_monitor_endpoint_requests_total", ("outcome", "refused")), 26, 10_000);
        Array.ForEach(sockets, socket => socket.Dispose());
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(30_000, monitor.Last.Downstream.Requests);
    }

    [Fact]
    public async Task Many_scrapes_at_once_share_few_readings()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        var client = Metrics;
        await client.Scrape();
        var before = monitor.CpuTime;
        var statuses = await Task.WhenAll(Enumerable.Range(0, 400).Select(async _ =>
            (await client.Http.GetAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode));
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, $"{status}"));
        Assert.InRange((monitor.CpuTime - before).TotalSeconds, 0, 2);
        Assert.Equal(0, await monitor.Stop());
    }

    static Scrape? TryScrape(MetricsClient client)
    {
        try
        {
            return client.Scrape().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is HttpRequestException or SocketException)
        {
            return null;
        }
    }

    static SnapshotLine Snapshot(MetricsClient client) => SnapshotLine.Parse(
        client.Http.GetStringAsync(new Uri("/api/snapshot", UriKind.Relative)).GetAwaiter().GetResult());

    static async Task<(string ContentType, string Text)> Get(MetricsClient client, string? accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/metrics", UriKind.Relative));
        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }

        using var response = await client.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (response.Content.Headers.ContentType!.ToString(), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    string Listening() => Command.RunIn(Lab.Gateway, "ss", "--tcp", "--listening", "--numeric", "--no-header");
}
