// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.SystemTests.Support;

/// <summary>A test of what outlives the monitor, on the lab's own bpffs; nothing of it outlives the test.</summary>
public abstract class PinTest(Lab lab) : SystemTest(lab), IAsyncDisposable
{
    readonly List<MonitorProcess> started = [];

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var monitor in started)
        {
            await monitor.DisposeAsync();
        }

        if (Pins().Length > 0)
        {
            await using var detach = StartDetach();
            await detach.Exited();
        }
    }

    /// <summary>It has reported once: programs on the interfaces tell nothing, an earlier run may have left them.</summary>
    private protected async Task<MonitorProcess> StartPinned(params string[] options)
    {
        var monitor = await StartMonitor([.. options, "--interval", "100ms", "--bpffs", Lab.BpfFileSystem]);
        started.Add(monitor);
        await Until.True(() => monitor.HasExited || monitor.HasReported, () => "a first report");
        Assert.True(monitor.HasReported, $"the monitor ended:\n{monitor.Errors}");
        return monitor;
    }

    private protected MonitorProcess StartUnwaited(params string[] options) =>
        MonitorProcess.Start(Lab.Gateway, [.. options, "--bpffs", Lab.BpfFileSystem, "--lang", "en"]);

    private protected MonitorProcess StartDetach(params string[] options) =>
        MonitorProcess.Start(Lab.Gateway, ["detach", .. options, "--bpffs", Lab.BpfFileSystem, "--lang", "en"]);

    /// <summary>What detach says, in the order of the alphabet but for its last line.</summary>
    private protected async Task<string> Detach(params string[] options)
    {
        await using var detach = StartDetach(options);
        Assert.Equal((0, ""), (await detach.Exited(), detach.Errors));
        var lines = detach.Output.Split('\n');
        return string.Join('\n', lines.Where(line => line.EndsWith("detached", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Concat(lines.Where(line => !line.EndsWith("detached", StringComparison.Ordinal))));
    }

    private protected static async Task Kill(MonitorProcess monitor)
    {
        await using (monitor)
        {
            Native.kill(monitor.Id, Native.SIGKILL);
            await monitor.Exited();
        }
    }

    /// <summary>The kernel takes a reader for gone three seconds after its last sign of life.</summary>
    private protected static Task Unread() => Task.Delay(TimeSpan.FromSeconds(3.2), TestContext.Current.CancellationToken);

    /// <summary>Everything that is pinned, relative to the lab's bpffs.</summary>
    private protected string[] Pins() => [.. Stores().SelectMany(store => Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories))];

    /// <summary>The directories of network namespaces.</summary>
    private protected string[] Stores()
    {
        var product = Path.Combine(Lab.BpfFileSystem, "kong-ebpf-monitor");
        return Directory.Exists(product) ? Directory.GetDirectories(product) : [];
    }

    /// <summary>The pinned links by name, with the numbers of link and program.</summary>
    private protected Dictionary<string, (int Link, int Program)> Links() => Pins()
        .Where(pin => Path.GetFileName(Path.GetDirectoryName(pin)) == "links" && new FileInfo(pin).LinkTarget is null)
        .ToDictionary(pin => Path.GetFileName(pin), pin =>
        {
            using var link = JsonDocument.Parse(Command.Run("bpftool", "--json", "link", "show", "pinned", pin));
            return (link.RootElement.GetProperty("id").GetInt32(), link.RootElement.GetProperty("prog_id").GetInt32());
        });
}
