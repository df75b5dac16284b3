// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class BadLuckTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task An_interface_that_goes_away_ends_the_monitor_after_a_last_report()
    {
        using var own = new Lab();
        await using var monitor = MonitorProcess.Start(own.Gateway, "--interface", "eth0", "--format", "json", "--lang", "en");
        await monitor.Attached("eth0");
        using (var client = HttpClientSocket.Connect(own))
        {
            client.Call(Request.Get("/direct/200/"));
            client.Call(Request.Get("/direct/404/"));
        }

        Command.Run("ip", "-n", own.Gateway, "link", "delete", "eth0");
        Assert.Equal(1, await monitor.Exited());
        Assert.Equal(2, monitor.Last.Downstream.Responses);
        Whole(monitor);
        OneLine(monitor, "eth0");
    }

    [Theory]
    [InlineData("CAP_BPF", "-bpf,-sys_admin")]
    [InlineData("CAP_NET_ADMIN", "-net_admin,-sys_admin")]
    public async Task A_missing_capability_is_named(string capability, string removed)
    {
        var before = Network.State(Lab.Gateway);
        await using var monitor = MonitorProcess.StartThrough(
            ["setpriv", "--bounding-set", removed], Lab.Gateway, "--interface", "eth0", "--lang", "en");
        Assert.Equal(1, await monitor.Exited());
        OneLine(monitor, capability);
        Assert.Equal(before, Network.State(Lab.Gateway));
    }

    [Fact]
    public async Task A_missing_libbpf_gets_a_line_that_says_what_to_install()
    {
        // Over the library, in a mount namespace of this process alone, lies an empty file.
        const string hide = "for file in $(ldconfig -p | sed -n 's/.*libbpf.so.1 .*=> //p'); do mount --bind /dev/null \"$file\"; done; exec \"$@\"";
        await using var monitor = MonitorProcess.StartThrough(
            ["unshare", "--mount", "sh", "-c", hide, "sh"], Lab.Gateway, "--interface", "eth0", "--lang", "en");
        Assert.Equal(1, await monitor.Exited());
        OneLine(monitor, "libbpf1");
    }

    [Theory]
    [InlineData("xdp")]
    [InlineData("xdp.frags")]
    public async Task XDP_that_another_program_has_is_left_alone(string section)
    {
        using var other = new OtherXdpProgram(Lab, section);
        var before = Network.State(Lab.Gateway);
        await using (var refused = MonitorProcess.Start(Lab.Gateway, "--interface", "eth0", "--lang", "en"))
        {
            Assert.Equal(1, await refused.Exited());
            OneLine(refused, "other_program", "--ingress tcx");
        }

        Assert.Equal(before, Network.State(Lab.Gateway));
        await using var beside = await StartMonitor("--ingress", "tcx");
        using var client = Connect();
        client.Call(Request.Get("/direct/200/"));
        await Compare(beside);
        Assert.Equal(before, Network.State(Lab.Gateway));
    }

    [Fact]
    public async Task A_second_monitor_is_told_who_is_the_first()
    {
        await using var first = await StartMonitor();
        await using (var second = MonitorProcess.Start(Lab.Gateway, "--interface", "eth0", "--lang", "en"))
        {
            Assert.Equal(1, await second.Exited());
            OneLine(second, $"pid {first.Id}");
        }

        await using (var elsewhere = MonitorProcess.Start(Lab.Upstream, "--interface", "eth0", "--lang", "en"))
        {
            await elsewhere.Announced();
            Assert.Equal(0, await elsewhere.Stop());
        }

        using var client = Connect();
        client.Call(Request.Get("/direct/200/"));
        await Compare(first);
    }

    static void OneLine(MonitorProcess monitor, params string[] parts)
    {
        Assert.DoesNotContain('\n', monitor.Errors);
        Assert.All(parts, part => Assert.Contains(part, monitor.Errors));
    }
}
