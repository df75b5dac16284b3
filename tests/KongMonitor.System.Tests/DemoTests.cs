// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>./run demo, from the outside.</summary>
public sealed class DemoTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task It_shows_traffic_and_leaves_nothing_behind()
    {
        await using var demo = MonitorProcess.StartCommand(Lab.Client, [Run, "demo", "--duration", "5s"]);
        await demo.Announced(120);
        Assert.Equal(0, await demo.Exited(120));
        Assert.Contains(" REQUEST 198.18.", demo.Output);
        Assert.Contains(" RESPONSE 198.18.", demo.Output);
        Assert.Contains("=== Kong Gateway 트래픽 통계 ===", demo.Output);
        Assert.Contains("업스트림", demo.Output);
        await NothingIsLeft(demo);
    }

    [Fact]
    public async Task With_a_page_it_can_be_reached_from_where_it_was_started_and_takes_the_link_away()
    {
        await using var demo = MonitorProcess.StartCommand(Lab.Client, [Run, "demo", "page"]);
        await demo.Announced(120);
        var address = Regex.Match(demo.Errors, @"http://198\.19\.[0-9.]+:9465").Value;
        Assert.Equal("ok\n", Command.Run("ip", "netns", "exec", Lab.Client, "curl", "--silent", "--max-time", "10", $"{address}/healthz"));
        Assert.Contains("kml-page", Links());
        await demo.Stop();
        await NothingIsLeft(demo);
        await Until.True(() => !Links().Contains("kml-page", StringComparison.Ordinal), Links);
    }

    string Links() => Command.Run("ip", "-n", Lab.Client, "link");

    [Theory]
    [InlineData(Native.SIGTERM)]
    [InlineData(Native.SIGINT)]
    public async Task Interrupted_it_prints_the_last_report_and_leaves_nothing_behind(int signal)
    {
        await using var demo = MonitorProcess.StartCommand(Lab.Client, [Run, "demo"]);
        await demo.Announced(120);
        await Until.True(() => demo.Output.Contains(" RESPONSE ", StringComparison.Ordinal), () => demo.Output);
        Assert.Equal(0, await demo.Stop(signal));
        Assert.Contains("=== Kong Gateway 트래픽 통계 ===", demo.Output);
        await NothingIsLeft(demo);
    }

    [Fact]
    public async Task Interrupted_before_the_monitor_runs_it_leaves_nothing_behind()
    {
        await using var demo = MonitorProcess.StartCommand(Lab.Client, [Run, "demo"]);
        await Until.True(() => Namespaces(demo).Length > 0, () => "the demo's first namespace", 120);
        await demo.Stop();
        await NothingIsLeft(demo);
    }

    [Fact]
    public async Task A_refused_option_leaves_nothing_behind()
    {
        await using var demo = MonitorProcess.StartCommand(Lab.Client, [Run, "demo", "--interval", "often"]);
        Assert.Equal(2, await demo.Exited(120));
        Assert.NotEqual("", demo.Errors);
        await NothingIsLeft(demo);
    }

    static string Run => Path.Combine(Repository.Root, "run");

    // ./run becomes the demo's shell by exec, so the lab bears its process id.
    static string[] Namespaces(MonitorProcess demo) => Directory.GetFiles("/run/netns", $"kml-demo-{demo.Id}-*");

    static async Task NothingIsLeft(MonitorProcess demo)
    {
        Assert.Empty(Namespaces(demo));
        Assert.False(Directory.Exists($"/run/kong-monitor-lab/demo-{demo.Id}"));
        await Until.True(() => !ProcessesOf(demo).Any(), () => string.Join('\n', ProcessesOf(demo)));
    }

    // A process that has ended and waits for its parent has no command line any more.
    static IEnumerable<string> ProcessesOf(MonitorProcess demo) => Directory.EnumerateDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), out _))
        .Select(CommandLine)
        .Where(line => line.Contains($"demo-{demo.Id}", StringComparison.Ordinal));

    static string CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
