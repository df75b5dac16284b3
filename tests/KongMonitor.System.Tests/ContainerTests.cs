// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Whose traffic it is: gateways in cgroups like those of containers.</summary>
public sealed class ContainerTests(Lab lab) : PinTest(lab)
{
    [Theory]
    [InlineData("--ingress", "xdp")]
    [InlineData("--ingress", "tcx")]
    public async Task Gateways_in_two_containers_are_counted_apart_and_one_without_under_index_0(params string[] options)
    {
        using var one = new Cgroup();
        using var two = new Cgroup();
        await using var first = await Gateway.Start(Lab, 8007, one);
        await using var second = await Gateway.Start(Lab, 8002, two);
        await using var monitor = await StartMonitor(options);
        Call(first, 3, 200);
        Call(second, 5, 200);
        using var client = Connect();
        client.Call(Request.Get("/direct/404/x"));
        Assert.Equal(0, await monitor.Stop());

        Assert.Equal(
            [(0, null, 1, 1), (1, one.Id, 3, 0), (2, two.Id, 5, 0)],
            Down(monitor.Last).Select(row => (row.Index!.Value, row.Cgroup, row.Requests, row.Errors)));
        Assert.Equal([null, one.ContainerId, two.ContainerId], Down(monitor.Last).Select(row => row.Id));
        Assert.All(Down(monitor.Last), row => Assert.Equal(row.Requests, row.Responses));
        Whole(monitor);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        Assert.Equal([0, 1, 2], monitor.Events.Where(line => line.Leg == "downstream").Select(line => line.Container).Distinct().Order());
    }

    [Fact]
    public async Task What_a_container_asks_of_an_upstream_is_its_own_on_the_upstream_leg()
    {
        using var one = new Cgroup();
        await using var gateway = await Gateway.Start(Lab, 8007, one);
        await using var monitor = await StartMonitor();
        Call(gateway, 4, 200, "/proxied/200");
        await Until.True(() => Lab.UpstreamLog.Count == 4, () => "four lines in the upstream's log");
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(
            [("downstream", 1, 4L, 4L), ("upstream", 1, 4L, 4L)],
            monitor.Last.Containers.Where(row => row.Requests > 0).Select(row => (row.Leg, row.Index!.Value, row.Requests, row.Responses)));
    }

    [Fact]
    public async Task On_lo_and_over_IPv6_it_is_the_servers_container()
    {
        using var one = new Cgroup();
        await using var gateway = await Gateway.Start(Lab, 8007, one);
        await using var monitor = await StartMonitor("--interface", "lo", "--interface", "eth0");
        using var local = new HttpClientSocket(Lab.Connect(Lab.Gateway, new(System.Net.IPAddress.Loopback, 8007)));
        local.Call(Request.Get("/from-here"));
        using var remote = Connect(new(Lab.GatewayAddress6, 8007));
        remote.Call(Request.Get("/from-there"));
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal([(1, 2L, 2L)], Down(monitor.Last).Where(row => row.Requests > 0).Select(row => (row.Index!.Value, row.Requests, row.Responses)));
    }

    [Fact]
    public async Task A_connection_that_is_older_than_the_monitor_gets_its_container_with_its_first_answer()
    {
        using var one = new Cgroup();
        await using var gateway = await Gateway.Start(Lab, 8007, one);
        using var client = Connect(gateway.EndPoint);
        client.Call(Request.Get("/before"));
        await using var monitor = await StartMonitor();
        client.Call(Request.Get("/first"));
        client.Call(Request.Get("/second"));
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal([(1, 2L, 2L)], Down(monitor.Last).Where(row => row.Requests > 0).Select(row => (row.Index!.Value, row.Requests, row.Responses)));
        Whole(monitor);
    }

    [Fact]
    public async Task An_index_stays_with_its_container_over_restarts_and_is_never_given_again()
    {
        string gone;
        using (var one = new Cgroup())
        {
            gone = one.Id;
            var before = await StartPinned();
            await using (var gateway = await Gateway.Start(Lab, 8007, one))
            {
                Call(gateway, 1, 200);
                await Kill(before);
                await Kill(await StartPinned());
                Call(gateway, 1, 200);
            }
        }

        using var two = new Cgroup();
        await using var second = await Gateway.Start(Lab, 8002, two);
        await using var monitor = await StartPinned();
        Call(second, 3, 200);
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(
            [(1, gone, 2L), (2, two.Id, 3L)],
            Down(monitor.Last).Where(row => row.Requests > 0).Select(row => (row.Index!.Value, row.Cgroup, row.Requests)));
    }

    [Fact]
    public async Task Beyond_999_containers_everything_counts_under_index_0_and_the_loss_is_told()
    {
        using var one = new Cgroup();
        await using var gateway = await Gateway.Start(Lab, 8007, one);
        await using var monitor = await StartPinned();
        FillIndex();
        Call(gateway, 2, 200);
        Call(gateway, 1, 200);
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal([(0, 3L, 3L)], Down(monitor.Last).Where(row => row.Requests > 0).Select(row => (row.Index!.Value, row.Requests, row.Responses)));
        Assert.Equal(("container_full", 2L), Assert.Single(monitor.Last.Losses.Where(loss => loss.Value > 0).Select(loss => (loss.Key, loss.Value))));
    }

    /// <summary>So many requests over a connection of their own.</summary>
    void Call(Gateway gateway, int requests, int status, string path = "/x")
    {
        using var client = new HttpClientSocket(Lab.Connect(gateway.EndPoint));
        for (var i = 0; i < requests; i++)
        {
            Assert.Equal(status, client.Call(Request.Get(path)).Status);
        }
    }

    // As if so many others had been there: cgroup ids that no cgroup has.
    void FillIndex()
    {
        var map = Pins().Single(pin => Path.GetFileName(pin) == "container_index");
        var batch = Path.Combine(Lab.State, "fill-index.txt");
        File.WriteAllLines(batch, Enumerable.Range(1, 999).Select(index =>
            $"map update pinned {map} key hex {index & 0xff:x2} {index >> 8:x2} 00 00 value hex 01 00 00 00 00 00 ff {index % 255:x2}"));
        Command.Run("bpftool", "batch", "file", batch);
    }

    static IEnumerable<Row> Down(SnapshotLine snapshot) => snapshot.Containers.Where(row => row.Leg == "downstream");
}
