// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class AttachTests(Lab lab) : SystemTest(lab)
{
    [Theory]
    [InlineData("--ingress", "xdp")]
    [InlineData("--ingress", "tcx")]
    [InlineData("--xdp-mode", "auto")]
    [InlineData("--xdp-mode", "native")]
    [InlineData("--xdp-mode", "generic")]
    public async Task Every_way_of_attaching_counts_the_same(params string[] options)
    {
        await using var monitor = await StartMonitor(options);
        using var client = Connect();
        using var client6 = Connect(new(Lab.GatewayAddress6, 8000));
        client.Call(Request.Get("/static/1m.bin"));
        client.Call(Request.WithBody("POST", "/upload", new string('x', 2_000_000)));
        client.Call(Request.Get("/big-head", "X-Big: " + new string('y', 9_000)));
        client6.Call(Request.Get("/v6/chunked/text.txt"));
        await Compare(monitor);
        await CompareUpstream(monitor, 3);
    }

    [Fact]
    public async Task XDP_is_generic_on_a_veth_unless_native_is_asked_for()
    {
        await using (var monitor = await StartMonitor())
        {
            Assert.Contains("xdpgeneric", Network.Links(Lab.Gateway), StringComparison.Ordinal);
            await monitor.Stop();
        }

        await using var native = await StartMonitor("--xdp-mode", "native");
        var links = Network.Links(Lab.Gateway);
        Assert.Contains("xdp", links, StringComparison.Ordinal);
        Assert.DoesNotContain("xdpgeneric", links, StringComparison.Ordinal);
        await native.Stop();
    }

    [Fact]
    public async Task On_lo_every_packet_is_seen_once()
    {
        await using var monitor = await StartMonitor("--interface", "lo");
        using var client = new HttpClientSocket(Lab.Connect(Lab.Gateway, new(System.Net.IPAddress.Loopback, 8000)));
        Adopt(client);
        for (var i = 0; i < 20; i++)
        {
            client.Call(Request.WithBody("PUT", $"/upload/{i}", new string('x', i * 100)));
            client.Call(Request.Get($"/direct/404/{i}"));
        }

        client.Call(Request.Get("/static/1m.bin"));
        await Compare(monitor);
        Assert.DoesNotContain("xdp", Network.Links(Lab.Gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_interfaces_are_watched_at_once()
    {
        await using var monitor = await StartMonitor("--interface", "eth0", "--interface", "lo");
        using var local = new HttpClientSocket(Lab.Connect(Lab.Gateway, new(System.Net.IPAddress.Loopback, 8000)));
        Adopt(local);
        local.Call(Request.Get("/from-here"));
        using var client = Connect();
        client.Call(Request.Get("/from-there"));
        await Compare(monitor);
        await CompareUpstream(monitor, 2);
    }

    [Theory]
    [InlineData]
    [InlineData("--ingress", "tcx")]
    [InlineData("--xdp-mode", "native")]
    [InlineData("--interface", "lo")]
    public async Task A_stopped_monitor_leaves_the_interface_as_it_was(params string[] options)
    {
        var before = Network.State(Lab.Gateway);
        await using var monitor = await StartMonitor(options);
        Assert.NotEqual(before, Network.State(Lab.Gateway));
        Assert.Equal(0, await monitor.Stop(options.Length == 0 ? Native.SIGINT : Native.SIGTERM));
        await Until.True(() => Network.State(Lab.Gateway) == before, () => $"before:\n{before}\nafter:\n{Network.State(Lab.Gateway)}");
    }

    [Fact]
    public async Task A_killed_monitor_leaves_nothing_attached()
    {
        var before = Network.State(Lab.Gateway);
        await using (var monitor = await StartMonitor())
        {
            monitor.Signal(Native.SIGKILL);
            await monitor.Exited();
        }

        await Until.True(() => Network.State(Lab.Gateway) == before, () => $"before:\n{before}\nafter:\n{Network.State(Lab.Gateway)}");
    }
}
