// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>What <c>--filter</c> leaves out of a view is in the totals.</summary>
public sealed class FilterTests(Lab lab) : SystemTest(lab)
{
    static readonly string[] targets = ["/direct/200/a", "/direct/404/a", "/direct/503/b", "/direct/200/b", "/proxied/c"];

    [Fact]
    public async Task Events_and_tables_have_what_it_means_and_totals_have_everything()
    {
        await using var monitor = await StartMonitor("--filter", "leg=downstream status>=400");
        CallAll();
        var sent = await SameAsLog();
        Assert.Equal(0, await monitor.Stop());
        var meant = sent.Where(exchange => exchange.Status >= 400).ToList();
        Assert.Equal(meant.Select(exchange => (exchange.Path, exchange.Status)).Order(), monitor.Events.Select(line => (line.Path, line.Status)).Order());
        Same.Shown(monitor.Last, "downstream", meant);
        Assert.DoesNotContain(monitor.Last.Paths, row => row.Leg == "upstream");
        Assert.Equal(sent.Count, monitor.Last.Downstream.Requests);
        Assert.Equal(sent.Count, monitor.Last.Containers.Where(row => row.Leg == "downstream").Sum(row => row.Requests));
        Assert.Equal(1, monitor.Last.Upstream.Requests);
        Assert.Empty(monitor.Last.Connections);
    }

    [Fact]
    public async Task Connections_are_found_among_all_however_few_are_shown()
    {
        await using var monitor = await StartMonitor("--filter", "path=/direct/404/a", "--connections", "1");
        for (var i = 0; i < 3; i++)
        {
            CallAll();
        }

        await SameAsLog();
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal("/direct/404/a", Assert.Single(monitor.Last.Connections).Path);
    }

    [Fact]
    public async Task A_report_says_what_it_shows_and_why_a_table_is_not_there()
    {
        await using var monitor = await MonitorProcess
            .Start(Lab.Gateway, "--interface", "eth0", "--lang", "en", "--filter", $"client={Lab.ClientAddress} latency<1m")
            .Announced();
        CallAll();
        await SameAsLog();
        Assert.Equal(0, await monitor.Stop());
        Assert.Contains($"Filter: client={Lab.ClientAddress} latency<1m (totals are of everything)\n", monitor.Output);
        Assert.Contains("No tables by method, domain and path: exchanges are not counted by client, latency\n", monitor.Output);
        Assert.Contains("No connections: they are not counted by latency\n", monitor.Output);
        Assert.Contains($"  Total requests: {targets.Length}\n", monitor.Output);
        Assert.Contains("RESPONSE", monitor.Output);
        Assert.DoesNotContain("REQUEST ", monitor.Output);
    }

    [Theory]
    [InlineData("en", "kong-ebpf-monitor: --filter: there is no field 'staus': choose one of method, domain, path, status, client, server, leg, container, latency, ttfb, outcome, reason\n")]
    [InlineData("ko", "kong-ebpf-monitor: --filter: 'staus'(이)라는 필드는 없습니다: method, domain, path, status, client, server, leg, container, latency, ttfb, outcome, reason 중에서 고르십시오\n")]
    public void A_mistake_is_told_with_its_place(string language, string line)
    {
        var result = Command.Try(Repository.Monitor, "--lang", language, "--filter", "domain=\"한글\" staus>=500");
        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"{line}  domain=\"한글\" staus>=500\n  {new string(' ', 14)}^^^^^\n", result.Error);
    }

    void CallAll()
    {
        foreach (var target in targets)
        {
            Connect().Call(Request.Get(target));
        }
    }
}
