// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Language;

namespace KongMonitor.CoreTests.Top;

public sealed class TopCommandTests
{
    [Fact]
    public void Without_options_it_reads_once_a_second_until_the_user_quits()
    {
        var options = Parse("top");
        Assert.Equal((TimeSpan.FromSeconds(1), null, false), (options.Interval, options.Duration, options.Keep));
        Assert.True(options.Filter.IsEverything);
        Assert.Equal(new CaptureOptions { Connections = 1000, Events = false, Ports = options.Capture.Ports, Pinning = Pinning.IfPossible }, options.Capture);
    }

    [Fact]
    public void It_takes_the_options_of_a_capture()
    {
        var options = Parse(
            "top", "-i", "eth0", "--port", "8000", "--no-upstream", "--ingress", "tcx", "--include-query", "--timeout", "5s", "--map-size", "20",
            "--interval", "500ms", "--duration", "2m", "--filter", "status>=500", "--no-pin");
        Assert.Equal(["eth0"], options.Capture.Interfaces);
        Assert.False(options.Capture.Upstream);
        Assert.True(options.Capture.IncludeQuery);
        Assert.Equal(
            (IngressHook.Tcx, TimeSpan.FromSeconds(5), 20U, Pinning.Never),
            (options.Capture.Ingress, options.Capture.Timeout, options.Capture.ConnectionMapSize, options.Capture.Pinning));
        Assert.Equal((TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(2), "status>=500"), (options.Interval, options.Duration, options.Filter.Text));
    }

    [Theory]
    [InlineData("unknown argument '--format': --help lists what there is", "--format", "json")]
    [InlineData("--keep and --no-pin contradict each other: give one of them", "--keep", "--no-pin")]
    public void What_it_has_no_use_for_is_refused(string line, params string[] args)
    {
        Assert.Equal(2, Command(_ => 0).Invoke(["top", .. args], out var errors));
        Assert.Equal(line, errors[0]);
    }

    static TopCommandOptions Parse(params string[] args)
    {
        TopCommandOptions? parsed = null;
        var code = Command(options =>
        {
            parsed = options;
            return 0;
        }).Invoke(args, out var errors);
        Assert.Empty(errors);
        Assert.Equal(0, code);
        return parsed!;
    }

    static MonitorCommand Command(Func<TopCommandOptions, int> top) => new(Texts.English, _ => 1, top, _ => 1, _ => 1, _ => 1);
}
