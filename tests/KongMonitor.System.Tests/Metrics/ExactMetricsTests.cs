// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Metrics;

/// <summary>What a scrape says equals what nginx logged and the clients did.</summary>
public sealed class ExactMetricsTests(Lab lab) : MetricsTest(lab)
{
    const string ServerDuration = "http_server_request_duration_seconds";
    const string ClientDuration = "http_client_request_duration_seconds";
    static readonly string[] paths = ["/users", "/orders/201", "/items/204", "/old/301", "/bad/400", "/gone/404", "/broken/500"];

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/openmetrics-text")]
    public async Task Every_series_equals_nginxs_logs_to_the_one(string accept)
    {
        await using var monitor = await StartMonitor("--no-events", "--listen", "9465", "--full-paths");
        await Load.Run(Lab, 20_000, paths);
        await Until.True(() => Lab.GatewayLog.Count == 20_000 && Lab.UpstreamLog.Count == 20_000, () => "all lines in both logs", 20);
        var client = Metrics;
        client.Http.DefaultRequestHeaders.Add("Accept", accept);
        var scrape = await client.Scrape();
        SameAsLog(scrape, ServerDuration, "http_route", LogOrder(Lab.GatewayLog));
        SameAsLog(scrape, ClientDuration, "url_template", LogOrder(Lab.UpstreamLog));
        var logged = Lab.GatewayLog.Lines.Select(line => line.Exchange).ToArray();
        Assert.Equal(logged.Length, scrape.Sum("kong_monitor_requests_total", ("leg", "downstream")));
        Assert.Equal(logged.Sum(exchange => exchange.Sent), scrape.Sum("kong_monitor_traffic_bytes_total", ("leg", "downstream"), ("direction", "sent")));
        Assert.Equal(logged.Sum(exchange => exchange.Received), scrape.Sum("kong_monitor_traffic_bytes_total", ("leg", "downstream"), ("direction", "received")));
        Assert.Equal(0, scrape.Sum("kong_monitor_losses_total"));
        await monitor.Stop();
    }

    [Fact]
    public async Task Buckets_add_up_and_each_response_is_in_the_bucket_of_its_time()
    {
        await using var monitor = await StartMonitor("--listen", "9465", "--connections", "0");
        for (var i = 0; i < 200; i++)
        {
            Connect().Call(Request.Get("/direct/200/a"));
        }

        await SameAsLog();
        var scrape = await Metrics.Scrape();
        await monitor.Stop();

        // Events have whole microseconds, cut.
        var seconds = monitor.Events.Where(line => line is { Leg: "downstream", Status: > 0 }).Select(line => (decimal)line.TotalUs!.Value / 1_000_000).ToArray();
        Assert.Equal(200, seconds.Length);
        Assert.InRange(scrape.Sum(ServerDuration + "_sum"), seconds.Sum(), seconds.Sum() + 200 * 0.000001m);
        Assert.All(scrape.Find(ServerDuration + "_bucket"), bucket =>
        {
            var bound = bucket.Label("le") == "+Inf" ? decimal.MaxValue : decimal.Parse(bucket.Label("le"), CultureInfo.InvariantCulture);
            Assert.InRange(bucket.Value, seconds.Count(time => time < bound), seconds.Count(time => time <= bound));
        });
        Assert.Equal(22, scrape.Find(ServerDuration + "_bucket").Count());
    }

    [Fact]
    public async Task Bodies_have_their_size_without_framing()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        using var client = Connect();
        client.Call(Request.WithBody("POST", "/direct/200/a", new string('x', 300)));
        client.Call(Request.Chunked("POST", "/direct/200/a", [new string('x', 100), new string('y', 5_000)]));
        client.Call(Request.Get("/static/1m.bin"));
        await Until.True(() => Lab.GatewayLog.Count == 3, () => "three lines in the log");
        var scrape = await Metrics.Scrape();
        Assert.Equal((5_400, 2), Body(scrape, "request", "/direct/{id}/a"));
        Assert.Equal((6, 2), Body(scrape, "response", "/direct/{id}/a"));
        Assert.Equal((0, 1), Body(scrape, "request", "/static/1m.bin"));
        Assert.Equal((1_000_000, 1), Body(scrape, "response", "/static/1m.bin"));
        Assert.Equal(
            [("256.0", 0), ("1024.0", 1), ("4096.0", 1), ("16384.0", 2), ("65536.0", 2), ("262144.0", 2), ("1048576.0", 2), ("4194304.0", 2), ("16777216.0", 2), ("+Inf", 2)],
            scrape.Find("http_server_request_body_size_bytes_bucket", ("http_route", "/direct/{id}/a")).Select(bucket => (bucket.Label("le"), (int)bucket.Value)));
        await monitor.Stop();
    }

    static (decimal Sum, decimal Count) Body(Scrape scrape, string message, string route) => (
        scrape.Sum($"http_server_{message}_body_size_bytes_sum", ("http_route", route)),
        scrape.Sum($"http_server_{message}_body_size_bytes_count", ("http_route", route)));

    [Fact]
    public async Task What_got_no_answer_is_in_the_duration_with_its_reason_and_without_a_status()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        using var client = Connect();
        client.Send(Request.Get("/direct/closed/a"));
        client.ExpectEndWithoutAnswer();
        await Until.True(() => monitor.Snapshots.Any(snapshot => snapshot.Downstream.Unanswered == 1), () => "the request unanswered");
        var scrape = await Metrics.Scrape();
        var count = Assert.Single(scrape.Find(ServerDuration + "_count"));
        Assert.Equal(("closed_by_server", "", "GET", 1m), (count.Label("error_type"), count.Label("http_response_status_code"), count.Label("http_request_method"), count.Value));
        Assert.Empty(scrape.Find("http_server_response_body_size_bytes_count"));
        Assert.Equal(1, scrape.Sum("kong_monitor_unanswered_total"));
        Assert.Equal(1, scrape.Sum("kong_monitor_unanswered_total", ("leg", "downstream"), ("reason", "closed_by_server")));
        await monitor.Stop();
    }

    [Fact]
    public async Task A_server_error_has_its_status_as_the_type_and_a_clients_error_only_towards_services()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        using var client = Connect();
        client.Call(Request.Get("/gone/404"));
        client.Call(Request.Get("/broken/500"));
        await Until.True(() => Lab.GatewayLog.Count == 2, () => "two lines in the log");
        var scrape = await Metrics.Scrape();
        Assert.Equal(["", "500"], ErrorTypes(scrape, ServerDuration));
        Assert.Equal(["404", "500"], ErrorTypes(scrape, ClientDuration));
        await monitor.Stop();
    }

    static IEnumerable<string> ErrorTypes(Scrape scrape, string duration) =>
        scrape.Find(duration + "_count").OrderBy(sample => sample.Label("http_response_status_code"), StringComparer.Ordinal).Select(sample => sample.Label("error_type"));

    [Fact]
    public async Task Requests_in_flight_are_active()
    {
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            ScriptedServer.ReadHead(socket);
            socket.Receive(new byte[1]);
        });
        await using var monitor = await StartMonitor("--listen", "9465");
        var client = Connect(new(Lab.GatewayAddress, 8007));
        client.Send(Request.Get("/never"));
        await Until.True(() => monitor.Snapshots.Any(snapshot => snapshot.Downstream.InFlight == 1), () => "the request in flight");
        Assert.Equal(1, (await Metrics.Scrape()).Sum("http_server_active_requests"));
        client.Abandon(reset: true);
        await Until.True(() => monitor.Snapshots[^1].Downstream.InFlight == 0, () => "nothing in flight");
        await Until.True(() => Scraped().Sum("http_server_active_requests") == 0, () => "nothing active");
        await monitor.Stop();
    }

    [Fact]
    public async Task Hostile_names_end_no_label_and_no_line()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        string[] targets = ["/quote\"}\x20" + "1", "/back\\slash\"", "/line\x0b\x85", "/\xff\xfe\xc3("];
        foreach (var target in targets.Select(target => target.Replace(" ", "\t", StringComparison.Ordinal)))
        {
            using var client = Connect();
            client.Call(Request.Raw("GET", "\"h\\", target, $"GET {target} HTTP/1.1\r\nHost: \"h\\\r\n\r\n"));
        }

        await Until.True(() => Scraped().Find(ServerDuration + "_count").Count() >= 3, () => "series of all names that nginx answered");
        var scrape = await Metrics.Scrape();
        Assert.Contains(@"server_address=""\""h\\\\""", scrape.Text);
        Assert.DoesNotContain(scrape.Text, letter => letter < ' ' && letter != '\n');
        PrometheusTool.Check(scrape.Text);
        await monitor.Stop();
    }

    [Fact]
    public async Task Secrets_of_a_request_are_in_no_metric_and_its_query_only_where_it_was_asked_for()
    {
        string[] headers = ["Authorization: Bearer s3cret-a", "Cookie: session=s3cret-b", "X-Api-Key: s3cret-c"];
        await using (var monitor = await StartMonitor("--listen", "9465"))
        {
            Connect().Call(Request.Get("/direct/200/a?token=s3cret-d", headers));
            await SameAsLog();
            Assert.DoesNotContain("s3cret", (await Metrics.Scrape()).Text);
            await monitor.Stop();
        }

        await using var asked = await StartMonitor("--listen", "9465", "--include-query");
        Connect().Call(Request.Get("/direct/200/a?token=shown", headers));
        await Until.True(() => Scraped().Text.Contains("http_route=\"/direct/{id}/a?token=shown\"", StringComparison.Ordinal), () => "the query in the route");
        Assert.DoesNotContain("s3cret", (await Metrics.Scrape()).Text);
        await asked.Stop();
    }

    [Fact]
    public async Task Promtool_finds_nothing_to_complain_about()
    {
        await using var monitor = await StartMonitor("--listen", "9465");
        await Load.Run(Lab, 2_000, [.. paths, "/users/17", "/users/18"]);
        await Until.True(() => Lab.GatewayLog.Count == 2_000, () => "all lines in the log", 20);
        PrometheusTool.Check((await Metrics.Scrape()).Text);
        await monitor.Stop();
    }
}
