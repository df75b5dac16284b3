// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Metrics;

/// <summary>The monitor's own connections pass the same interfaces, and are no traffic of the gateway.</summary>
public sealed class OwnTrafficTests(Lab lab) : MetricsTest(lab)
{
    [Theory]
    [InlineData("grpc", "grpc")]
    [InlineData("http", "http/protobuf")]
    public async Task What_goes_to_a_collector_is_none_of_the_gateways_requests_upstream(string receives, string protocol)
    {
        await using var collector = await OtlpReceiver.Start(Lab.Upstream, receives, "--host=0.0.0.0");
        await using var monitor = await MonitorProcess.StartThrough(
            ["env", "OTEL_METRIC_EXPORT_INTERVAL=200", "OTEL_EXPORTER_OTLP_PROTOCOL=" + protocol],
            Lab.Gateway,
            "--interface", "eth0", "--format", "json", "--lang", "en", "--interval", "500ms", "--otlp", $"http://{Lab.UpstreamAddress}:{collector.Port}").Attached("eth0");
        await Until.True(() => collector.Metrics().Count(metric => metric.GetProperty("name").GetString() == "kong_monitor.requests") > 3, () => "several exports");
        Connect().Call(Request.Get("/users"));
        await SameAsLog();
        await Until.True(() => Lab.UpstreamLog.Count == 1, () => "one line in the upstream's log");
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(["/users"], monitor.Last.Paths.Where(row => row.Leg == "upstream").Select(row => row.Path));
        Assert.Equal(1, monitor.Last.Upstream.Requests);
        Assert.Empty(monitor.Last.NotHttpUpstream);
        Assert.Empty(monitor.Last.Warnings);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
    }

    [Fact]
    public async Task A_scrape_is_none_of_the_gateways_requests_even_where_all_ports_are_watched()
    {
        await using var monitor = await StartMonitor("--interface", "eth0", "--interface", "lo", "--all-ports", "--listen", "0.0.0.0:9465");
        using var outside = new MetricsClient(Lab.Client, new(Lab.GatewayAddress, 9465));
        for (var i = 0; i < 3; i++)
        {
            await outside.Scrape();
            await Metrics.Scrape();
        }

        Connect().Call(Request.Get("/users"));
        await SameAsLog();
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(["/users"], monitor.Last.Paths.Where(row => row.Leg == "downstream").Select(row => row.Path));
        Assert.Equal(1, monitor.Last.Downstream.Requests);
    }

    [Fact]
    public async Task Behind_a_monitor_that_was_killed_its_port_is_the_gateways_again()
    {
        await Kill(await StartPinned("--interface", "eth0", "--all-ports", "--listen", "0.0.0.0:9465"));
        await Unread();
        using var server = new ScriptedServer(Lab.Gateway, 9465, socket =>
        {
            ScriptedServer.ReadHead(socket);
            socket.Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8);
        });
        Connect(new(Lab.GatewayAddress, 9465)).Call(Request.Get("/mine"));
        await using var second = await StartPinned("--interface", "eth0", "--all-ports");
        Assert.Equal(0, await second.Stop());
        Assert.Contains("/mine", second.Last.Paths.Select(row => row.Path));
    }
}
