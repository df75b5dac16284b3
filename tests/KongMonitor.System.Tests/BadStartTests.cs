// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Starts and stops that go wrong, and what the next start makes of them. Each has interfaces of its own.</summary>
public sealed class BadStartTests(Lab lab) : PinTest(lab)
{
    const string Veth = "v0"; // with a peer
    const string Bridge = "br0"; // which has no native XDP
    bool made;

    [Theory]
    [InlineData]
    [InlineData("--no-pin")]
    public async Task A_start_that_fails_halfway_says_why_and_leaves_nothing(params string[] options)
    {
        MakeInterfaces();
        var before = Network.State(Lab.Gateway);
        await using (var failed = Start(["--interface", Bridge, "--xdp-mode", "native", .. options]))
        {
            Assert.Equal(1, await failed.Exited());
            Assert.Contains("native XDP is not supported by the driver", failed.Errors);
            Assert.DoesNotContain('\n', failed.Errors);
        }

        Assert.Equal(before, Network.State(Lab.Gateway));
        Assert.Empty(Pins());
    }

    [Fact]
    public async Task A_start_that_fails_over_an_earlier_runs_programs_leaves_them_counting()
    {
        MakeInterfaces();
        await Kill(await StartPinned("--interface", "eth0"));
        await using (var failed = Start("--interface", "eth0", "--interface", Bridge, "--xdp-mode", "native"))
        {
            Assert.Equal(1, await failed.Exited());
            Assert.Contains("native XDP is not supported by the driver", failed.Errors);
        }

        using var client = Connect();
        client.Call(Request.Get("/still-counted"));
        await SameAsLog();
        await using var next = await StartPinned("--interface", "eth0", "--interface", Bridge);
        Assert.Equal(0, await next.Stop());
        Assert.Equal((1L, true), (next.Last.Downstream.Requests, next.Last.Resumed));
    }

    [Fact]
    public async Task An_XDP_mode_that_fails_leaves_the_earlier_one_counting()
    {
        MakeInterfaces();
        await Kill(await StartPinned("--interface", Bridge));
        await using (var failed = Start("--interface", Bridge, "--xdp-mode", "native"))
        {
            Assert.Equal(1, await failed.Exited());
        }

        Assert.Equal(["br0-egress", "br0-xdp"], Links().Keys.Order());
        Assert.Contains("xdpgeneric", Network.Links(Lab.Gateway), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interface_that_was_made_anew_is_watched_again()
    {
        MakeInterfaces();
        using var client = Connect();
        await Kill(await StartPinned("--interface", Veth, "--interface", "eth0"));
        client.Call(Request.Get("/counted"));
        Ip("link", "delete", Veth);
        Ip("link", "add", Veth, "type", "veth", "peer", "name", "v1");
        await using var next = await StartPinned("--interface", Veth, "--interface", "eth0");
        Assert.Equal(0, await next.Stop());
        Assert.Equal(1, next.Last.Downstream.Requests);
    }

    [Fact]
    public async Task Interfaces_that_exchanged_their_names_keep_their_programs()
    {
        MakeInterfaces();
        await Kill(await StartPinned("--interface", Veth));
        var before = Links();
        Ip("link", "set", Veth, "name", "other");
        Ip("link", "set", "v1", "name", Veth);
        await Kill(await StartPinned("--interface", Veth, "--interface", "other"));
        var after = Links();
        Assert.Equal(["other-egress", "other-xdp", "v0-egress", "v0-xdp"], after.Keys.Order());
        Assert.Equal(before["v0-egress"].Link, after["other-egress"].Link);
        Assert.Equal("other egress: detached\nother xdp: detached\nthe counts go on with what is still attached", await Detach("--interface", "other"));
    }

    [Fact]
    public async Task A_stop_that_was_cut_short_is_no_hindrance()
    {
        var first = await StartPinned();
        first.PauseReading();
        await Load.Run(Lab, 20_000, [.. Enumerable.Range(0, 500).Select(i => $"/direct/200/{i}")]);
        first.Signal(Native.SIGTERM);
        await Until.True(() => !Pins().Any(pin => pin.EndsWith("-xdp", StringComparison.Ordinal) || pin.EndsWith("-egress", StringComparison.Ordinal)), () => "the programs are off");
        first.Signal(Native.SIGKILL);
        first.ResumeReading();
        await Kill(first);
        using var client = Connect();
        await using var next = await StartPinned();
        client.Call(Request.Get("/afterwards"));
        await Until.True(() => next.Snapshots[^1].Downstream.Responses == 1, () => $"one response:\n{next.Errors}");
        Assert.Equal(0, await next.Stop());
        Assert.False(next.Last.Resumed);
    }

    [Fact]
    public async Task A_bpffs_that_may_not_be_written_is_one_line_and_the_counts_end_with_the_process()
    {
        string[] readOnly = ["unshare", "--mount", "sh", "-c", "umount --all --types bpf; mount -t bpf -o ro bpf /sys/fs/bpf; exec \"$@\"", "sh"];
        await using (var monitor = await MonitorProcess.StartCommand(
            Lab.Gateway, [.. readOnly, Repository.Monitor, "--interface", "eth0", "--format", "json", "--lang", "en"]).Attached("eth0"))
        {
            Assert.Equal(0, await monitor.Stop());
            Assert.Matches(@"^kong-ebpf-monitor: cannot pin programs and counts at /sys/fs/bpf/\S+ \(.*Read-only file system.*\): .*; the counts end with this process$", monitor.Errors);
        }

        await using var kept = MonitorProcess.StartCommand(
            Lab.Gateway, [.. readOnly, Repository.Monitor, "--interface", "eth0", "--keep", "--lang", "en"]);
        Assert.Equal(1, await kept.Exited());
        Assert.StartsWith("kong-ebpf-monitor: cannot pin programs and counts at ", kept.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("run", "--duration", "300ms")]
    [InlineData("doctor", "--duration", "300ms")]
    [InlineData("detach")]
    public async Task A_kernel_that_does_not_tell_namespaces_apart_gets_no_pins_and_no_unexpected_error(params string[] command)
    {
        // As Linux before 5.14 answers.
        var source = Path.Combine(Lab.State, "no-cookie.c");
        await File.WriteAllTextAsync(source, """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <sys/socket.h>
            int getsockopt(int fd, int level, int name, void *value, socklen_t *length)
            {
                int (*next)(int, int, int, void *, socklen_t *) = dlsym(RTLD_NEXT, "getsockopt");
                if (level == SOL_SOCKET && name == 71 /* SO_NETNS_COOKIE */) {
                    errno = ENOPROTOOPT;
                    return -1;
                }
                return next(fd, level, name, value, length);
            }
            """, TestContext.Current.CancellationToken);
        var library = Path.ChangeExtension(source, ".so");
        Command.Run("clang", "-shared", "-fPIC", "-o", library, source);
        string[] options = command[0] == "detach" ? [] : ["--interface", "eth0"];
        await using var monitor = MonitorProcess.StartCommand(
            Lab.Gateway, ["env", $"LD_PRELOAD={library}", Repository.Monitor, .. command, .. options, "--lang", "en"]);
        Assert.InRange(await monitor.Exited(), 0, 1);
        Assert.DoesNotContain("unexpected", monitor.Output + monitor.Errors);
        Assert.Empty(Pins());
        if (command[0] == "run")
        {
            Assert.Contains("the counts end with this process", monitor.Errors);
        }
    }

    [Fact]
    public async Task A_directory_of_another_user_in_the_monitors_place_is_not_trusted()
    {
        var place = Path.Combine(Lab.BpfFileSystem, "kong-ebpf-monitor");
        if (Directory.Exists(place))
        {
            Directory.Delete(place);
        }

        Directory.CreateDirectory(place);
        Command.Run("chown", "nobody", place);
        try
        {
            await using var monitor = Start("--interface", "eth0");
            Assert.Equal(1, await monitor.Exited());
            Assert.Contains("is not a directory of root or of this user", monitor.Errors);
            Assert.Empty(Directory.GetFileSystemEntries(place));
        }
        finally
        {
            Directory.Delete(place);
        }
    }

    [Theory]
    [InlineData("--no-pin")]
    [InlineData("--no-pin", "--ingress", "tcx")]
    public async Task Beside_programs_of_an_earlier_run_nothing_counts_a_second_time(params string[] options)
    {
        await Kill(await StartPinned());
        await using var second = Start(["--interface", "eth0", .. options]);
        Assert.Equal(1, await second.Exited());
        Assert.Contains($"programs of an earlier run still count here, pinned at {Lab.BpfFileSystem}/kong-ebpf-monitor/", second.Errors);
        Assert.Contains("kong-ebpf-monitor detach", second.Errors);
    }

    [Fact]
    public async Task An_output_that_fails_leaves_the_counts_for_the_next_start()
    {
        using var client = Connect();
        var first = await StartPinned();
        client.Call(Request.Get("/before"));
        await Kill(first);
        await using (var failed = MonitorProcess.StartCommand(Lab.Gateway, [
            "sh", "-c", "exec \"$@\" >/dev/full", "sh", Repository.Monitor, "--interface", "eth0", "--bpffs", Lab.BpfFileSystem,
            "--interval", "100ms", "--lang", "en"]))
        {
            Assert.Equal(1, await failed.Exited());
            Assert.Contains("programs and counts stay", failed.Errors);
        }

        await using var next = await StartPinned();
        Assert.Equal(0, await next.Stop());
        Assert.Equal(1, next.Last.Downstream.Requests);
    }

    [Theory]
    [InlineData("--port", "9000")]
    [InlineData("--no-upstream", "--port", "9000")]
    [InlineData("--interface", "lo")]
    public async Task What_is_in_flight_where_the_next_monitor_does_not_look_is_desynced_once(params string[] options)
    {
        using var server = Lab.Listen(Lab.Gateway, 8002);
        var first = await StartPinned("--timeout", "60s");
        using var client = Connect(new IPEndPoint(Lab.GatewayAddress, 8002));
        client.Send(Request.Get("/waits"));
        using var accepted = await server.AcceptAsync(TestContext.Current.CancellationToken);
        await Until.True(() => first.Snapshots[^1].Downstream.InFlight == 1, () => "one request in flight");
        await Kill(first);

        var second = await StartPinned(["--timeout", "60s", .. options]);
        await Until.True(() => second.Snapshots[^1].Downstream.InFlight == 0, () => $"nothing in flight:\n{second.Snapshots[^1].Downstream}");
        await Kill(second);
        await using var third = await StartPinned("--timeout", "60s");
        Answer(accepted);
        client.Receive();
        Assert.Equal(0, await third.Stop());
        Whole(third);
        var legs = third.Last.Downstream;
        Assert.Equal((1L, 0L, 1L, 0L), (legs.Requests, legs.Responses, legs.Desynced, legs.InFlight));
    }

    [Fact]
    public async Task A_connection_that_was_not_watched_for_a_while_is_met_anew()
    {
        await using var gateway = await Gateway.Start(Lab, 8002, null);
        using var client = Connect(gateway.EndPoint);
        var first = await StartPinned();
        client.Call(Request.Get("/one"));
        await Kill(first);
        var second = await StartPinned("--port", "9000");
        client.Call(Request.Get("/unseen"));
        await Kill(second);
        await using var third = await StartPinned();
        client.Call(Request.Get("/three"));
        client.Call(Request.Get("/four"));
        Assert.Equal(0, await third.Stop());
        Whole(third);
        Assert.Equal(["/four", "/one", "/three"], third.Last.Paths.Where(row => row.Leg == "downstream").Select(row => row.Path!).Order());
        Assert.DoesNotContain(third.Last.Losses, loss => loss.Value > 0);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (made)
        {
            foreach (var name in (string[])[Veth, "other", Bridge])
            {
                Command.Try("ip", "-n", Lab.Gateway, "link", "delete", name);
            }
        }
    }

    void MakeInterfaces()
    {
        made = true;
        Ip("link", "add", Veth, "type", "veth", "peer", "name", "v1");
        Ip("link", "add", Bridge, "type", "bridge");
    }

    void Ip(params string[] arguments) => Command.Run("ip", ["-n", Lab.Gateway, .. arguments]);

    // Not waited for: it fails.
    MonitorProcess Start(params string[] options) =>
        MonitorProcess.Start(Lab.Gateway, [.. options, "--lang", "en", .. options.Contains("--no-pin") ? [] : (string[])["--bpffs", Lab.BpfFileSystem]]);

    static void Answer(Socket socket)
    {
        socket.Receive(new byte[4096]);
        socket.Send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"u8);
    }
}
