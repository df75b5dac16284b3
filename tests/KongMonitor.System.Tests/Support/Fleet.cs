// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.SystemTests.Support;

/// <summary>Several gateways, each with its own network, and a host that reaches all their monitors.</summary>
sealed class Fleet : IDisposable
{
    const int MetricsPort = 9465;
    public Fleet(int gateways)
    {
        Labs = [.. Enumerable.Range(0, gateways).Select(_ => new Lab())];
        Command.Run("ip", "netns", "add", Watcher);
        Command.Run("ip", "-n", Watcher, "link", "set", "lo", "up");
        foreach (var (number, lab) in Labs.Index())
        {
            Command.Run("ip", "-n", Watcher, "link", "add", $"gateway{number}", "type", "veth", "peer", "name", "metrics0", "netns", lab.Gateway);
            SetUp(Watcher, $"gateway{number}", $"198.19.{number}.1/30");
            SetUp(lab.Gateway, "metrics0", $"{Address(number)}/30");
            lab.GatewayLog.Mark();
            lab.UpstreamLog.Mark();
        }
    }

    public IReadOnlyList<Lab> Labs { get; }

    /// <summary>The network namespace of the host that watches.</summary>
    public string Watcher { get; } = string.Create(CultureInfo.InvariantCulture, $"kml-fleet-{Environment.ProcessId}");

    /// <summary>Where the monitors answer, as Prometheus is told of them.</summary>
    public IEnumerable<string> Targets => Labs.Select((_, number) => $"{Address(number)}:{MetricsPort}");

    /// <summary>Starts the monitor of a gateway; its counts outlive it.</summary>
    public async Task<MonitorProcess> StartMonitor(int number, params string[] options)
    {
        var lab = Labs[number];
        var monitor = MonitorProcess.Start(
            lab.Gateway,
            ["--interface", "eth0", "--format", "json", "--lang", "en", "--no-events", "--bpffs", lab.BpfFileSystem, "--listen", $"{Address(number)}:{MetricsPort}", .. options]);
        await Until.True(() => monitor.HasExited || monitor.Errors.Contains("/metrics", StringComparison.Ordinal), () => "the monitor listens");
        Assert.False(monitor.HasExited, monitor.Errors);
        return await monitor.Attached("eth0");
    }

    public void Dispose()
    {
        foreach (var lab in Labs)
        {
            lab.Dispose();
        }

        Command.Run("ip", "netns", "del", Watcher);
    }

    static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"198.19.{number}.2");

    static void SetUp(string networkNamespace, string link, string address)
    {
        Command.Run("ip", "-n", networkNamespace, "address", "add", address, "dev", link);
        Command.Run("ip", "-n", networkNamespace, "link", "set", link, "up");
    }
}
