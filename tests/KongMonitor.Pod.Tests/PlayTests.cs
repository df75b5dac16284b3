// SPDX-License-Identifier: MIT
using KongMonitor.PodTests.Support;

namespace KongMonitor.PodTests;

/// <summary>The pod, played, with traffic from outside of it.</summary>
public class PlayTests(Sandbox sandbox) : PodTest(sandbox)
{
    // Few enough paths that no row is folded into "(other)"; every client asks for all of them.
    const int LoadRequests = 50_000;
    const int LoadPaths = 4_000;

    static readonly string[] paths = ["/users", "/orders/1", "/missing", "/broken", "/with?query=1"];

    [Fact]
    public async Task The_monitor_counts_what_the_gateways_log_has_line_by_line()
    {
        using var pod = await Pod.Play(Sandbox);
        foreach (var path in paths)
        {
            Curl($"http://{pod.Address}:8000{path}");
            // Without a body: one that nginx answers without reading is missing in its log.
            Curl("--request", "POST", "--data", "", "--header", "Host: API.example.com", $"http://{pod.Address}:8000{path}");
        }

        // By the port of the host that pod.yaml publishes.
        Curl("--head", "http://127.0.0.1:8000/users");
        await Until.True(() => pod.AccessLog.Count == 2 * paths.Length + 1, () => $"the gateway's log has {pod.AccessLog.Count} lines");
        var last = pod.StopMonitor();

        Assert.Equal(0, pod.State<int>("State.ExitCode"));
        Same(pod.AccessLog, last);
        Assert.Equal(4, last.Statuses.Where(row => row.Status >= 400).Sum(row => row.Responses));
        Assert.Equal(["/broken", "/missing", "/orders/1", "/users", "/with"], last.Paths.Select(row => row.Path).Distinct().Order(StringComparer.Ordinal));
        Assert.Contains(last.Domains, row => row.Domain == "api.example.com" && row.Requests == paths.Length);
    }

    [Fact]
    public async Task Under_load_the_counts_are_exact_and_the_monitor_with_its_kernel_maps_stays_below_its_limit()
    {
        using var pod = await Pod.Play(Sandbox);
        var memory = new MemoryCgroup(pod.MonitorId);
        Load(pod, LoadRequests, LoadPaths);
        await Until.True(() => pod.Snapshots is [.., var one] && one.Downstream.Responses == LoadRequests, () => "a report of all requests", seconds: 20);
        var (limit, peak, kernel, kills) = (memory.LimitMegabytes, memory.PeakMegabytes, memory.KernelMegabytes, memory.OutOfMemoryKills);
        var last = pod.StopMonitor();

        TestContext.Current.SendDiagnosticMessage($"memory of the monitor's container: limit {limit:f1} MB, peak {peak:f1} MB, of it kernel {kernel:f1} MB");
        Same(pod.AccessLog, last);
        Assert.Equal(LoadRequests, last.Downstream.Requests);
        Assert.Equal(LoadPaths, last.Paths.Length);
        Assert.Equal(96 * 1.048576, limit, 3);
        Assert.InRange(kernel, 10, 64);
        Assert.InRange(peak, kernel, 64);
        Assert.Equal(0, kills);
        Assert.False(pod.State<bool>("State.OOMKilled"));
        Assert.Equal(0, pod.State<int>("RestartCount"));
    }

    // By the pod's address, as Prometheus in a cluster; by the host's port, as one on the host.
    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    public async Task Metrics_are_served_to_whoever_reaches_the_pod(string host)
    {
        using var pod = await Pod.Play(Sandbox);
        Curl($"http://{pod.Address}:8000/orders/17");
        Curl($"http://{pod.Address}:8000/orders/18");
        await Until.True(() => pod.AccessLog.Count == 2, () => $"the gateway's log has {pod.AccessLog.Count} lines");
        string Get(string path) => Sandbox.Run("curl", "--silent", "--show-error", "--fail", "--max-time", "10", $"http://{(host == "" ? pod.Address : host)}:9465{path}");

        Assert.Equal("ok\n", Get("/healthz"));
        var count = Get("/metrics").Split('\n').Single(line => line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal));
        Assert.Contains("http_route=\"/orders/{id}\"", count, StringComparison.Ordinal);
        Assert.EndsWith("} 2", count, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doctor_fits_beside_the_monitor_within_its_limit_and_changes_no_count()
    {
        using var pod = await Pod.Play(Sandbox);
        var memory = new MemoryCgroup(pod.MonitorId);
        Load(pod, LoadRequests, LoadPaths);
        await Until.True(() => pod.Snapshots is [.., var one] && one.Downstream.Responses == LoadRequests, () => "a report of all requests", seconds: 20);
        var before = memory.PeakMegabytes;
        var doctor = Task.Run(() => Sandbox.TryPodman("exec", Pod.Monitor, "/usr/bin/kong-ebpf-monitor", "doctor", "--duration=1s", "--lang=en"));
        var requests = LoadRequests;
        for (; !doctor.IsCompleted; requests++)
        {
            Curl($"http://{pod.Address}:8000/users/0");
        }

        var result = await doctor;
        var (peak, kills) = (memory.PeakMegabytes, memory.OutOfMemoryKills);
        await Until.True(() => pod.AccessLog.Count == requests, () => "the gateway's log has all requests");
        var last = pod.StopMonitor();

        TestContext.Current.SendDiagnosticMessage($"memory of the monitor's container: peak {before:f1} MB, with a doctor {peak:f1} MB");
        Assert.True(result is { ExitCode: 0, Error: "" }, $"{result}");
        Same(pod.AccessLog, last);
        Assert.InRange(peak, before, 64);
        Assert.Equal(0, kills);
        Assert.False(pod.State<bool>("State.OOMKilled"));
        Assert.Equal(0, pod.State<int>("RestartCount"));
    }

    [Fact]
    public async Task A_monitor_that_was_killed_is_started_again_and_has_every_count()
    {
        using var pod = await Pod.Play(Sandbox);
        string[] asked = ["/before", "/between", "/after"];
        async Task Ask(int which)
        {
            Curl($"http://{pod.Address}:8000{asked[which]}");
            await Until.True(() => pod.AccessLog.Count == which + 1, () => $"the gateway's log has {asked[which]}");
        }

        await Ask(0);
        await pod.KillMonitor(() => Ask(1));
        await Ask(2);
        var last = pod.StopMonitor();

        Assert.Equal(asked, pod.AccessLog.Select(line => line.Path));
        Same(pod.AccessLog, last);
        Assert.Empty(Pins());
    }

    [Fact]
    public async Task The_monitor_has_three_capabilities_no_more_and_a_root_it_cannot_write_to()
    {
        using var pod = await Pod.Play(Sandbox);
        var status = Sandbox.Run("cat", $"/proc/{pod.State<int>("State.Pid")}/status");

        // CAP_NET_ADMIN 12, CAP_PERFMON 38, CAP_BPF 39.
        foreach (var set in (string[])["CapPrm", "CapEff", "CapBnd"])
        {
            Assert.Contains($"{set}:\t000000c000001000\n", status, StringComparison.Ordinal);
        }

        Assert.Contains("NoNewPrivs:\t1\n", status, StringComparison.Ordinal);
        var root = Sandbox.Run("cat", $"/proc/{pod.State<int>("State.Pid")}/mounts").Split('\n').Single(line => line.Contains(" / ", StringComparison.Ordinal));
        Assert.Contains(" ro,", root, StringComparison.Ordinal);
    }

    // AppArmor's profiles of containers forbid every write below /sys; here is none in force.
    [Fact]
    public async Task The_bpffs_that_the_monitor_pins_on_is_mounted_outside_of_sys()
    {
        using var pod = await Pod.Play(Sandbox);
        var mounts = Sandbox.Run("cat", $"/proc/{pod.State<int>("State.Pid")}/mounts").Split('\n').Where(line => line.StartsWith("bpf ", StringComparison.Ordinal));

        Assert.Equal("/host/bpf", Assert.Single(mounts).Split(' ')[1]);
        Assert.Contains(Pins(), pin => pin.EndsWith("/links/eth0-xdp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Stopped_and_taken_down_the_pod_leaves_no_container_no_interface_and_no_pin()
    {
        string Containers() => Sandbox.Podman("ps", "--all", "--format", "{{.Names}}");
        using (var pod = await Pod.Play(Sandbox))
        {
            Assert.NotEqual("", Containers());
            Assert.NotEqual("", Links());
            Assert.NotEmpty(Pins());
        }

        Assert.Equal("", Containers());
        Assert.Equal("", Links());
        Assert.Empty(Pins());
    }

    [Fact]
    public async Task What_a_pod_leaves_that_was_killed_the_next_one_removes()
    {
        using (await Pod.Play(Sandbox))
        {
            Sandbox.Podman("pod", "kill", "gateway");
        }

        var left = Pins();
        Assert.NotEmpty(left);
        using var next = await Pod.Play(Sandbox);
        Assert.NotEmpty(Pins());
        Assert.Empty(Pins().Intersect(left));
    }

    static void Same(IReadOnlyList<AccessLine> log, SnapshotLine last)
    {
        Assert.True(last.Downstream.IsWhole, $"{last.Downstream}");
        Assert.DoesNotContain(last.Losses, loss => loss.Value > 0);
        // cgroup ids of v2 are the root's where containers are in v1 cgroups: nothing is attributed, and nothing lost.
        var all = Assert.Single(last.Containers, row => row.Leg == "downstream");
        Assert.Equal(0, all.Index);
        Assert.Equal(
            (log.Count, log.Count, log.Sum(line => line.Sent), log.Sum(line => line.Received)),
            (all.Requests, all.Responses, all.BytesSent, all.BytesReceived));
        Assert.Equal(Lines(log, line => line.Method), Rows(last.Methods, row => row.Method));
        Assert.Equal(Lines(log, line => line.Domain), Rows(last.Domains, row => row.Domain));
        Assert.Equal(Lines(log, line => line.Domain + line.Path), Rows(last.Paths, row => row.Domain + row.Path));
        Assert.Equal(
            log.GroupBy(line => line.Status).Select(group => (group.Key, (long)group.Count())).Order(),
            last.Statuses.Where(row => row.Leg == "downstream").Select(row => (row.Status!.Value, row.Responses)).Order());
    }

    static string Lines(IEnumerable<AccessLine> log, Func<AccessLine, string> key) => Text(log.GroupBy(key).Select(group =>
        (group.Key, (long)group.Count(), group.Sum(line => line.Sent), group.Sum(line => line.Received))));

    static string Rows(IEnumerable<Row> rows, Func<Row, string?> key) => Text(rows.Where(row => row.Leg == "downstream").Select(row =>
        (key(row)!, row.Requests, row.BytesSent, row.BytesReceived)));

    static string Text(IEnumerable<(string Key, long Count, long Sent, long Received)> rows) =>
        string.Join('\n', rows.Select(row => $"{row.Key}: {row.Count}, {row.Sent} bytes sent, {row.Received} received").Order(StringComparer.Ordinal));

    // On the host. The directory itself, which all pods share, stays.
    string[] Pins() => Sandbox.Run("find", "/sys/fs/bpf/kong-ebpf-monitor", "-mindepth", "1").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    string Links() => Sandbox.Run("ip", "-brief", "link", "show", "type", "veth");

    void Curl(params string[] arguments) => Sandbox.Run("curl", ["--silent", "--show-error", "--output", "/dev/null", "--max-time", "10", .. arguments]);

    void Load(Pod pod, int requests, int different)
    {
        var addresses = Path.Combine(Path.GetTempPath(), $"kong-monitor-addresses-{Environment.ProcessId}");
        File.WriteAllLines(addresses, Enumerable.Range(0, different).Select(i => $"http://{pod.Address}:8000/users/{i}"));
        try
        {
            var report = Sandbox.Run("h2load", "--h1", "--requests", $"{requests}", "--clients", "5", "--input-file", addresses);
            Assert.Contains($"{requests} succeeded", report, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(addresses);
        }
    }
}
