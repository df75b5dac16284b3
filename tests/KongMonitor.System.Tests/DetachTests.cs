// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Nothing is left behind but what was asked for, and that can be removed.</summary>
public sealed class DetachTests(Lab lab) : PinTest(lab)
{
    [Theory]
    [InlineData(Native.SIGINT)]
    [InlineData(Native.SIGTERM)]
    public async Task A_stopped_monitor_leaves_neither_programs_nor_pins(int signal)
    {
        var before = Network.State(Lab.Gateway);
        await Kill(await StartPinned());
        await using var second = await StartPinned();
        Assert.Equal(0, await second.Stop(signal));
        await Until.True(() => Network.State(Lab.Gateway) == before, () => $"before:\n{before}\nafter:\n{Network.State(Lab.Gateway)}");
        Assert.Empty(Pins());
    }

    [Theory]
    [InlineData]
    [InlineData("--keep")]
    public async Task Detach_removes_what_a_killed_or_kept_monitor_left(params string[] options)
    {
        var before = Network.State(Lab.Gateway);
        var monitor = await StartPinned(["--interface", "eth0", "--interface", "lo", .. options]);
        if (options.Length == 0)
        {
            await Kill(monitor);
        }
        else
        {
            Assert.Equal(0, await monitor.Stop());
        }

        Assert.NotEmpty(Pins());
        Assert.Equal("eth0 egress: detached\neth0 xdp: detached\nlo egress: detached\nthe counts are removed", await Detach());
        Assert.Empty(Pins());
        await Until.True(() => Network.State(Lab.Gateway) == before, () => $"before:\n{before}\nafter:\n{Network.State(Lab.Gateway)}");
        Assert.Equal("there is nothing to detach", await Detach());
    }

    [Fact]
    public async Task Detach_of_one_interface_leaves_the_others_counting()
    {
        using var client = Connect();
        await Kill(await StartPinned("--interface", "eth0", "--interface", "lo"));
        Assert.Equal("lo egress: detached\nthe counts go on with what is still attached", await Detach("--interface", "lo"));
        client.Call(Request.Get("/still-counted"));
        await SameAsLog();
        await using var second = await StartPinned();
        Assert.Equal(0, await second.Stop());
        Assert.Equal(1, second.Last.Downstream.Requests);
    }

    [Fact]
    public async Task Detach_from_an_interface_that_is_not_there_is_a_wrong_option()
    {
        await Kill(await StartPinned());
        await using var detach = StartDetach("--interface", "eth7");
        Assert.Equal(2, await detach.Exited());
        Assert.Equal("kong-ebpf-monitor: --interface cannot be 'eth7': choose one of the interfaces here, lo, eth0", detach.Errors);
        Assert.NotEmpty(Links());
    }

    [Fact]
    public async Task What_cannot_be_pinned_is_said_in_Korean_too()
    {
        await using var monitor = MonitorProcess.Start(Lab.Gateway, "--interface", "eth0", "--bpffs", Lab.State);
        Assert.Equal(2, await monitor.Exited());
        Assert.Contains("마운트된 bpffs의 디렉터리가 아닙니다", monitor.Errors);
    }

    [Fact]
    public async Task Detach_does_not_touch_a_running_monitor()
    {
        await using var monitor = await StartPinned();
        await using var detach = StartDetach();
        Assert.Equal(1, await detach.Exited());
        Assert.Contains($"pid {monitor.Id}", detach.Errors);
        Assert.NotEmpty(Links());
        Assert.Equal(0, await monitor.Stop());
    }

    [Fact]
    public async Task What_a_network_namespace_left_that_is_gone_is_removed_by_the_next_start_elsewhere()
    {
        using (var other = new Lab())
        {
            var monitor = await MonitorProcess
                .Start(other.Gateway, "--interface", "eth0", "--bpffs", Lab.BpfFileSystem).Attached("eth0");
            await Kill(monitor);
            Assert.Single(Stores());
        }

        // The kernel takes a namespace apart in its own time.
        await Until.True(
            () =>
            {
                Command.RunIn(Lab.Gateway, Repository.Monitor, "--interface", "eth0", "--duration", "100ms", "--bpffs", Lab.BpfFileSystem);
                return Stores().Length == 0;
            },
            () => $"no store is left: {string.Join(' ', Pins())}");
    }

    [Fact]
    public async Task Without_a_bpffs_the_monitor_says_in_one_line_that_counts_end_with_it()
    {
        string[] withoutBpffs = ["unshare", "--mount", "sh", "-c", "umount --all --types bpf; exec \"$@\"", "sh"];
        await using var monitor = await MonitorProcess.StartCommand(
            Lab.Gateway, [.. withoutBpffs, Repository.Monitor, "--interface", "eth0", "--format", "json", "--lang", "en"]).Attached("eth0");
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal(
            "kong-ebpf-monitor: no bpffs is mounted, so the counts end with this process (to keep them: mount -t bpf bpf /sys/fs/bpf)",
            monitor.Errors);
        await using var refused = MonitorProcess.StartCommand(
            Lab.Gateway, [.. withoutBpffs, Repository.Monitor, "--interface", "eth0", "--keep", "--lang", "en"]);
        Assert.Equal(2, await refused.Exited());
        Assert.Equal("kong-ebpf-monitor: no bpffs is mounted here: mount -t bpf bpf /sys/fs/bpf", refused.Errors);
    }

    [Fact]
    public async Task A_place_that_is_no_bpffs_is_refused()
    {
        await using var monitor = MonitorProcess.Start(Lab.Gateway, "--interface", "eth0", "--bpffs", Lab.State, "--lang", "en");
        Assert.Equal(2, await monitor.Exited());
        Assert.Equal(
            $"kong-ebpf-monitor: {Lab.State} is not a directory on a mounted bpffs: mount -t bpf bpf /sys/fs/bpf, and name that", monitor.Errors);
    }
}
