// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Top;

/// <summary>top beside a monitor that runs already.</summary>
public sealed class BesideTests(Lab lab) : PinTest(lab)
{
    [Fact]
    public async Task It_shows_the_counts_of_the_monitor_that_runs_and_leaves_no_trace()
    {
        var monitor = await StartPinned();
        CallMany(30);
        var links = Links();
        var pins = Pins();
        await using var screen = await Start();
        await screen.Shows($"counts of pid {monitor.Id} on ", " 30 ");
        CallMany(30);
        await screen.Shows(" 60 ");
        await SameAsLog();
        Assert.Equal("60", screen.Row($"{Request.Host}/direct/200/a ")[2]);
        screen.Type("q");
        Assert.Equal(0, await screen.Ended());
        Assert.Equal(links, Links());
        Assert.Equal(pins, Pins());
        CallMany(5);
        Assert.False(monitor.HasExited);
        await Compare(monitor);
    }

    [Fact]
    public async Task The_kernel_would_refuse_a_write()
    {
        var monitor = await StartPinned();
        await using var screen = await Start();
        var maps = Directory.EnumerateFiles($"/proc/{screen.Id}/fdinfo").Select(File.ReadAllLines).Where(lines => lines.Any(line => line.StartsWith("map_id:", StringComparison.Ordinal))).ToList();
        Assert.NotEmpty(maps);

        // O_RDONLY in octal, with O_CLOEXEC.
        Assert.All(maps, lines => Assert.Matches(@"^flags:\s+0?2?00000\d$", lines.Single(line => line.StartsWith("flags:", StringComparison.Ordinal))));
        Assert.DoesNotContain(Directory.EnumerateFiles($"/proc/{screen.Id}/fdinfo").SelectMany(File.ReadAllLines), line => line.StartsWith("prog_id:", StringComparison.Ordinal));
        Assert.False(monitor.HasExited);
    }

    [Fact]
    public async Task A_killed_top_takes_nothing_along()
    {
        var monitor = await StartPinned();
        await using var screen = await Start();
        Assert.Equal(0, Native.kill(screen.Id, Native.SIGKILL));
        CallMany(10);
        await Compare(monitor);
    }

    [Fact]
    public async Task It_follows_from_one_monitor_to_the_next()
    {
        var monitor = await StartPinned();
        CallMany(4);
        await using var screen = await Start();
        await screen.Shows(" 4 ");
        await Kill(monitor);
        await screen.Shows("No monitor runs here");
        CallMany(3);
        await screen.Shows(" 7 ");
        var next = await StartPinned();
        await screen.Shows($"counts of pid {next.Id} on ");
        await screen.ShowsNot("No monitor runs here");
        Assert.Equal(0, await next.Stop());
        await screen.Shows("its counts are gone");
        var last = await StartPinned();
        CallMany(2);
        await screen.Shows($"counts of pid {last.Id} on ", " 2 ");
    }

    [Fact]
    public async Task Between_two_readings_it_tells_who_counts_and_shows_new_counts_at_once()
    {
        var monitor = await StartPinned();
        CallMany(30);
        await SameAsLog();
        await using var screen = await Start("--interval", "1h");
        await screen.Shows(" 30 ");
        await Kill(monitor);
        await screen.Shows("No monitor runs here");
        var next = await StartPinned();
        await screen.Shows($"counts of pid {next.Id} on ", " 30 ");
        await screen.ShowsNot("No monitor runs here");
        Assert.Equal(0, await next.Stop());
        await screen.Shows("its counts are gone", " 30 ");
        var last = await StartPinned();
        await screen.Shows($"counts of pid {last.Id} on ");
        Assert.DoesNotContain("its counts are gone", screen.Text);
        Assert.DoesNotContain(" 30 ", screen.Text);
    }

    [Fact]
    public async Task Paused_it_tells_who_counts_and_keeps_the_counts_of_an_ended_monitor()
    {
        var monitor = await StartPinned();
        CallMany(30);
        await SameAsLog();
        await using var screen = await Start();
        await screen.Shows(" 30 ");
        screen.Type("p");
        await screen.Shows("PAUSED");
        Assert.Equal(0, await monitor.Stop());
        await screen.Shows("its counts are gone", " 30 ");
        var next = await StartPinned();
        await Task.Delay(TimeSpan.FromSeconds(2.5), TestContext.Current.CancellationToken); // two beats
        Assert.Contains("its counts are gone", screen.Text);
        Assert.Contains(" 30 ", screen.Text);
        Assert.DoesNotContain("counts of pid", screen.Text);
        screen.Type("p");
        await screen.Shows($"counts of pid {next.Id} on ");
        Assert.DoesNotContain(" 30 ", screen.Text);
    }

    [Fact]
    public async Task Plain_lines_tell_once_who_counts_from_now_on()
    {
        var monitor = await StartPinned();
        await using var top = MonitorProcess.Start(Lab.Gateway, "top", "--lang", "en", "--interval", "1h", "--bpffs", Lab.BpfFileSystem);
        await Says($"counts of pid {monitor.Id} on ");
        await Kill(monitor);
        await Says("No monitor runs here");
        var next = await StartPinned();
        await Says($"The counts go on: pid {next.Id} on ");
        Assert.Equal(0, await next.Stop());
        await Says("its counts are gone");
        var last = await StartPinned();
        await Says($"New counts from here on: those of pid {last.Id} on ");
        await Task.Delay(TimeSpan.FromSeconds(1.5), TestContext.Current.CancellationToken); // a beat
        Assert.Equal(0, await top.Stop());

        // Behind the news, the reading at the end.
        Assert.Equal(5, top.Output.Split('\n').TakeWhile(line => !line.Contains("downstream: ", StringComparison.Ordinal)).Count());

        Task Says(string text) => Until.True(() => top.Output.Contains(text, StringComparison.Ordinal), () => $"{text}:\n{top.Output}\n{top.Errors}", 30);
    }

    [Fact]
    public async Task What_an_ended_monitor_left_counting_is_shown_and_left_for_the_next()
    {
        await Kill(await StartPinned());
        var pins = Pins();
        await using var screen = await Start();
        await screen.Shows("No monitor runs here");
        CallMany(6);
        await screen.Shows(" 6 ");
        screen.Type("q");
        Assert.Equal(0, await screen.Ended());
        Assert.Equal(pins, Pins());
        var next = await StartPinned();
        Assert.Equal(6, next.Snapshots[0].Downstream.Requests);
    }

    [Theory]
    [InlineData("not_http_port_map")]
    [InlineData("endpoint_map")]
    public async Task Beside_a_monitor_whose_counts_have_another_layout_it_says_so(string missing)
    {
        await Kill(await StartPinned());
        File.Delete(Pins().Single(pin => Path.GetFileName(pin) == missing));
        await using var top = MonitorProcess.Start(Lab.Gateway, "top", "--lang", "en");
        Assert.Equal(1, await top.Exited());
        Assert.Contains("another version", top.Errors);
        Assert.Single(top.Errors.Split('\n'));
    }

    [Theory]
    [InlineData("en", "but its counts cannot be read beside it")]
    [InlineData("ko", "그 집계를 함께 읽을 수 없습니다")]
    public async Task Beside_a_monitor_that_pins_nothing_it_says_what_to_do(string language, string reason)
    {
        await using var monitor = await StartMonitor("--no-pin");
        await using var top = MonitorProcess.Start(Lab.Gateway, "top", "--lang", language);
        Assert.Equal(1, await top.Exited());
        Assert.Contains($"pid {monitor.Id} on ", top.Errors);
        Assert.Contains(reason, top.Errors);
        Assert.Contains("--listen", top.Errors);
        Assert.Contains("mount -t bpf bpf /sys/fs/bpf", top.Errors);
        Assert.Single(top.Errors.Split('\n'));
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task It_stays_within_25_MB_of_memory_with_two_thousand_paths()
    {
        await StartPinned("--no-events");
        await using var screen = await Start();
        await Load.Run(Lab, 40_000, Enumerable.Range(0, 2000).Select(i => $"/path/{i}"));
        await screen.Shows(" 40000 ");
        screen.Type("5");
        await screen.Shows("connections, downstream");
        screen.Type("1");
        await screen.Shows("2000 rows");
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken); // three readings
        var resident = double.Parse(
            File.ReadLines($"/proc/{screen.Id}/status").Single(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) * 1024 / 1e6;
        TestContext.Current.SendDiagnosticMessage($"{resident:F1} MB");
        Assert.InRange(resident, 1, 25);
    }

    void CallMany(int times)
    {
        var client = Connect();
        for (var i = 0; i < times; i++)
        {
            client.Call(Request.Get("/direct/200/a"));
        }
    }

    async Task<TerminalScreen> Start(params string[] options) =>
        await TerminalScreen.Start(Lab, 100, 24, [.. options, "--bpffs", Lab.BpfFileSystem]).Drawn();
}
