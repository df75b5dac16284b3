// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Top;

/// <summary>What top does to a terminal, and that it gives it back.</summary>
public sealed class TerminalTests(Lab lab) : SystemTest(lab)
{
    const int SigQuit = 3;

    [Theory]
    [InlineData("q")]
    [InlineData("C-c")]
    public async Task A_key_ends_it_and_the_terminal_is_as_it_was(string key)
    {
        await using var screen = await Start();
        Assert.True(screen.HasAlternateScreen);
        Assert.False(screen.HasCursor);
        screen.Press(key);
        await IsAsItWas(screen, 0);
    }

    [Theory]
    [InlineData(Native.SIGTERM, 0)]
    [InlineData(Native.SIGINT, 0)]
    [InlineData(1, 0)] // SIGHUP
    [InlineData(SigQuit, 131)]
    public async Task A_signal_ends_it_and_the_terminal_is_as_it_was(int signal, int exitCode)
    {
        await using var screen = await Start();
        Assert.Equal(0, Native.kill(screen.Id, signal));
        await IsAsItWas(screen, exitCode);
    }

    [Fact]
    public async Task The_end_of_its_duration_leaves_the_terminal_as_it_was()
    {
        await using var screen = TerminalScreen.Start(Lab, 80, 24, "--duration", "1s");
        await IsAsItWas(screen, 0);
    }

    [Fact]
    public async Task A_failure_is_told_on_the_terminal_as_it_was()
    {
        Command.Run("ip", "-n", Lab.Gateway, "link", "add", "gone0", "type", "veth", "peer", "name", "gone1");
        await using var screen = await TerminalScreen.Start(Lab, 80, 24, "--interface", "gone0").Drawn();
        Command.Run("ip", "-n", Lab.Gateway, "link", "delete", "gone0");
        await IsAsItWas(screen, 1);
        Assert.Contains("interface gone0 is gone", screen.Text);
    }

    [Fact]
    public async Task It_goes_on_after_it_was_stopped()
    {
        await using var screen = await Start();
        Native.kill(screen.Id, Native.SIGSTOP);
        Native.kill(screen.Id, Native.SIGCONT);
        screen.Type("5");
        await screen.Shows("connections, downstream");
        screen.Type("q");
        await IsAsItWas(screen, 0);
    }

    [Fact]
    public async Task After_the_first_frame_nothing_is_cleared_and_only_what_changed_is_written()
    {
        await using var screen = await Start("--interval", "100ms");
        var client = Connect();
        for (var i = 0; i < 50; i++)
        {
            client.Call(Request.Get($"/direct/200/{i % 3}"));
        }

        await SameAsLog();
        await screen.Shows(" 50 ");
        screen.Type("p");
        await screen.Shows("PAUSED");
        var first = screen.Written.IndexOf("kong-ebpf-monitor top", StringComparison.Ordinal);
        Assert.InRange(first, 0, int.MaxValue);
        var drawn = screen.Written[first..];
        Assert.DoesNotContain("\e[2J", drawn);
        Assert.DoesNotContain("\e[J", drawn);
        Assert.DoesNotContain("\e[3J", drawn);
        Assert.DoesNotContain("\n", drawn);
        var length = screen.Written.Length;
        await Task.Delay(1500, TestContext.Current.CancellationToken); // fifteen intervals
        Assert.Equal(length, screen.Written.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("TERM=dumb")]
    public async Task Without_a_terminal_there_are_plain_lines(string environment)
    {
        var client = Connect();
        await using var top = MonitorProcess.StartCommand(Lab.Gateway, Plain(environment));
        await Until.True(() => top.Output.Contains("requests 0", StringComparison.Ordinal), () => $"a first line:\n{top.Output}\n{top.Errors}");
        client.Call(Request.Get("/direct/200/a"));
        client.Call(Request.Get("/direct/404/a"));
        await SameAsLog();
        await Until.True(() => top.Output.Contains("requests 2", StringComparison.Ordinal), () => $"both requests:\n{top.Output}");
        Assert.Equal(0, await top.Exited());
        Assert.DoesNotContain('\e', top.Output);
        Assert.Matches(
            @"(?m)^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ downstream: [\d.]+ requests/s, errors 50.0%, p50 \S+, p95 \S+, p99 \S+, in flight 0, unanswered 0, desynced 0, requests 2",
            top.Output);
    }

    [Fact]
    public async Task Plain_lines_end_with_the_duration()
    {
        await using var top = MonitorProcess.Start(Lab.Gateway, "top", "--interface", "eth0", "--lang", "en", "--interval", "200ms", "--duration", "1s", "--filter", "status>=500");
        Assert.Equal(0, await top.Exited());
        Assert.InRange(top.Output.Split('\n').Count(line => line.Contains("downstream: 0 requests/s", StringComparison.Ordinal)), 2, 6);
        Assert.Contains("downstream: filter status>=500: requests 0, errors 0", top.Output);
    }

    static string[] Plain(string environment)
    {
        string[] top = [Repository.Monitor, "top", "--interface", "eth0", "--lang", "en", "--interval", "200ms", "--duration", "5s", "--no-pin"];
        return environment.Length == 0 ? top : ["env", environment, "script", "-qfec", string.Join(' ', top), "/dev/null"];
    }

    async Task<TerminalScreen> Start(params string[] options) => await TerminalScreen.Start(Lab, 80, 24, options).Drawn();

    static async Task IsAsItWas(TerminalScreen screen, int exitCode)
    {
        Assert.Equal(exitCode, await screen.Ended());
        Assert.Equal(screen.Modes.Before, screen.Modes.After);
        Assert.False(screen.HasAlternateScreen);
        Assert.True(screen.HasCursor);
        Assert.Contains("what was there", screen.Text);
    }
}
