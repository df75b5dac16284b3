// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text.Json;

namespace KongMonitor.ReplayTests.Support;

/// <summary>The monitor on lo of a network namespace of its own.</summary>
sealed class LiveMonitor : IAsyncDisposable
{
    const int Port = 8000;
    static readonly TimeSpan limit = TimeSpan.FromSeconds(20);
    readonly Process process;
    readonly Task<string> output;

    LiveMonitor(string name)
    {
        Namespace = name;
        process = Process.Start(new ProcessStartInfo(
            "nsenter", [$"--net=/run/netns/{name}", Repository.Monitor, "-i", "lo", "--format", "json", "--lang", "en"])
        {
            RedirectStandardOutput = true,
        })!;
        output = process.StandardOutput.ReadToEndAsync();
    }

    public string Namespace { get; }

    public static async Task<LiveMonitor> Start()
    {
        var name = $"replay-test-{Environment.ProcessId}";
        Shell($"ip netns add {name} && ip -n {name} link set lo up");
        var live = new LiveMonitor(name);
        var clock = Stopwatch.StartNew();
        while (live.Programs().Length == 0)
        {
            if (clock.Elapsed > limit || live.process.HasExited)
            {
                await live.DisposeAsync();
                Assert.Fail("the monitor did not attach");
            }

            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        return live;
    }

    /// <summary>The links that hold its programs in place and the maps it counts in, as the kernel lists them; empty before it is attached.</summary>
    public string Programs()
    {
        string[] held = [.. Directory.EnumerateFiles($"/proc/{process.Id}/fdinfo").SelectMany(Lines).Where(line => line.StartsWith("link_id", StringComparison.Ordinal) || line.StartsWith("map_id", StringComparison.Ordinal)).Distinct().Order()];
        return held.Any(line => line.StartsWith("link_id", StringComparison.Ordinal)) ? string.Join('\n', held) : "";
    }

    // A descriptor may be closed between the listing and the look at it.
    static string[] Lines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>One request and its answer on lo.</summary>
    public void Exchange(string path) => LoopbackExchange.Run(Namespace, Port, path);

    /// <summary>The lines of the whole run.</summary>
    public async Task<JsonElement[]> Stop()
    {
        Shell($"kill -TERM {process.Id}");
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(limit);
        return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
        Shell($"ip netns delete {Namespace}");
    }

    static string Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh", ["-c", command]) { RedirectStandardOutput = true })!;
        var said = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return shell.ExitCode == 0 ? said : throw new InvalidOperationException($"{command}: exit code {shell.ExitCode}");
    }
}
