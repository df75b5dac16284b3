// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KongMonitor.PodTests.Support;

/// <summary>deploy/podman/pod.yaml, played: nginx as the gateway, and the monitor.</summary>
sealed partial class Pod : IDisposable
{
    public const string File = "deploy/podman/pod.yaml";
    public const string Monitor = "gateway-monitor";
    const string Gateway = "gateway-nginx";
    static readonly JsonSerializerOptions json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    readonly Sandbox sandbox;

    Pod(Sandbox sandbox) => this.sandbox = sandbox;

    /// <summary>The pod on Podman's network.</summary>
    public string Address { get; private set; } = "";

    public string MonitorId => sandbox.Podman("inspect", Monitor, "--format", "{{.Id}}").Trim();

    public static async Task<Pod> Play(Sandbox sandbox)
    {
        var pod = new Pod(sandbox);
        try
        {
            sandbox.Podman("kube", "play", File);
            pod.Address = pod.Infra("{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}");
            await pod.Attached();
            return pod;
        }
        catch
        {
            pod.Dispose();
            throw;
        }
    }

    /// <summary>Whatever became of the containers.</summary>
    public void Dispose()
    {
        // Taking down is killing, in Podman 4.3.
        sandbox.TryPodman("pod", "stop", "gateway");
        sandbox.TryPodman("kube", "down", File);
        // Without mercy for a container that is always about to start again, for which the above gives up.
        sandbox.TryPodman("pod", "rm", "--force", "--ignore", "gateway");
    }

    public T State<T>(string field) =>
        (T)Convert.ChangeType(sandbox.Podman("inspect", Monitor, "--format", $"{{{{.{field}}}}}").Trim(), typeof(T), CultureInfo.InvariantCulture);

    /// <summary>The programs are on the pod's eth0: ingress is the last one.</summary>
    public Task Attached() => Until.True(
        () => sandbox.Run("nsenter", "--target", Infra("{{.State.Pid}}"), "--net", "ip", "link", "show", "eth0").Contains("xdp", StringComparison.Ordinal),
        () => "the monitor attached; it says: " + sandbox.TryPodman("logs", "--tail=5", Monitor));

    /// <summary>Ends the monitor in order: its log then ends with the last report.</summary>
    public SnapshotLine StopMonitor()
    {
        sandbox.Podman("stop", Monitor);
        return Read(SnapshotLines[^1]);
    }

    /// <summary>Kills the monitor as the kernel does when memory is short (podman kill would be an order to stop); Podman starts it again.</summary>
    /// <param name="whileNoneRuns">What happens before that: conmon, which would see to it, is held until then.</param>
    public async Task KillMonitor(Func<Task> whileNoneRuns)
    {
        var before = State<int>("RestartCount");
        var (conmon, monitor) = (State<string>("State.ConmonPid"), State<string>("State.Pid"));
        sandbox.Run("kill", "-STOP", conmon);
        try
        {
            sandbox.Run("kill", "-KILL", monitor);
            await Until.True(
                () => sandbox.Run("cat", $"/proc/{monitor}/status").Contains("State:\tZ", StringComparison.Ordinal), () => "the monitor is dead");
            await whileNoneRuns();
            Assert.Equal(before, State<int>("RestartCount"));
        }
        finally
        {
            sandbox.Run("kill", "-CONT", conmon);
        }

        await Until.True(
            () => State<int>("RestartCount") > before && State<string>("State.Status") == "running",
            () => $"the monitor started again; it is {State<string>("State.Status")}");
        await Until.True(() => Snapshots.Any(snapshot => snapshot.Resumed), () => "a report of the next run; it says: " + sandbox.TryPodman("logs", "--tail=5", Monitor));
    }

    /// <summary>What the monitor reported, in all its runs.</summary>
    public IReadOnlyList<SnapshotLine> Snapshots
    {
        get
        {
            var lines = SnapshotLines;
            var written = lines is [.., var last] && !IsWhole(last) ? lines[..^1] : lines;
            return [.. written.Select(Read)];
        }
    }

    string[] SnapshotLines => [.. Logs(Monitor).Split('\n').Where(line => line.StartsWith("""{"type":"snapshot""", StringComparison.Ordinal))];

    public IReadOnlyList<AccessLine> AccessLog => [.. AccessPattern().Matches(Logs(Gateway)).Select(line => new AccessLine(
        line.Groups["method"].Value, line.Groups["domain"].Value, line.Groups["path"].Value,
        int.Parse(line.Groups["status"].ValueSpan, CultureInfo.InvariantCulture),
        long.Parse(line.Groups["sent"].ValueSpan, CultureInfo.InvariantCulture),
        long.Parse(line.Groups["received"].ValueSpan, CultureInfo.InvariantCulture)))];

    static SnapshotLine Read(string line) => JsonSerializer.Deserialize<SnapshotLine>(line, json)!;

    // Of a monitor that runs Podman takes a long line in pieces, and shows those it has.
    static bool IsWhole(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Of containers with a log of one stream each: the gateway's errors are on the other.
    string Logs(string container) => sandbox.Podman("logs", container);

    string Infra(string format) =>
        sandbox.Podman("inspect", sandbox.Podman("pod", "inspect", "gateway", "--format", "{{.InfraContainerID}}").Trim(), "--format", format).Trim();

    // log_format counted of pod.yaml
    [GeneratedRegex(@"^(?<method>[A-Z]+) (?<domain>\S+) (?<path>\S+) (?<status>\d+) (?<sent>\d+) (?<received>\d+)$", RegexOptions.Multiline)]
    private static partial Regex AccessPattern();
}
