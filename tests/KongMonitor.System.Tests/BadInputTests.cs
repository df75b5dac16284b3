// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class BadInputTests(Lab lab) : SystemTest(lab)
{
    [Theory]
    [InlineData("5s", "--interval", "often")]
    [InlineData("500ms", "--duration", "5")]
    [InlineData("native", "--xdp-mode", "fast")]
    [InlineData("tcx", "--ingress", "tc")]
    [InlineData("json", "--format", "xml")]
    [InlineData("65535", "--port", "70000")]
    [InlineData("8000-8010", "--port", "9000-8000")]
    [InlineData("10000000", "--map-size", "0")]
    [InlineData("256K", "--ring-size", "5000")]
    [InlineData("--no-upstream", "--upstream", "--no-upstream")]
    [InlineData("--help", "--wat")]
    [InlineData("eth0", "--interface", "eth7")]
    [InlineData("eth0", "--interface", "\u001b[31mred")]
    public async Task A_bad_value_gets_a_line_that_says_what_is_allowed(string allowed, params string[] options)
    {
        await using var monitor = MonitorProcess.Start(Lab.Gateway, ["--lang", "en", .. options]);
        Assert.Equal(2, await monitor.Exited());
        Assert.Equal("", monitor.Output);
        Assert.Contains(allowed, monitor.Errors);
        Assert.InRange(monitor.Errors.Split('\n').Length, 1, 2);
        Assert.DoesNotContain('\u001b', monitor.Errors);
        Assert.DoesNotContain("   at ", monitor.Errors);
    }

    [Theory]
    [InlineData("--port 0 2>&-", 2)]
    [InlineData("--port 0 2>/dev/full", 2)]
    [InlineData("--version >/dev/full", 1)]
    public void What_cannot_be_written_does_not_change_the_end(string command, int exitCode) =>
        Assert.Equal(exitCode, Command.Try("sh", "-c", $"{Repository.Monitor} {command}").ExitCode);
}
