// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.Listeners;

/// <summary>A program that listens on the gateway's interface and writes a line for each HTTP message.</summary>
sealed class Listener : IDisposable
{
    const string Sockets = "/proc/net/packet";
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    readonly Process process;
    readonly string output;
    readonly Func<string, bool> isMessage;

    Listener(Process process, string output, Func<string, bool> isMessage)
    {
        this.process = process;
        this.output = output;
        this.isMessage = isMessage;
    }

    /// <summary>Returns once it listens.</summary>
    /// <param name="lab">Where its output goes.</param>
    /// <param name="tool">Which one.</param>
    public static Listener Start(Lab lab, ListeningTool tool)
    {
        var before = CountSockets();
        var output = Path.Combine(lab.State, "listener");
        var start = new ProcessStartInfo("sh", ["-c", $"exec {tool.Command} >\"$0\" 2>\"$0.error\"", output]);
        var listener = new Listener(Process.Start(start)!, output, tool.IsMessage);
        var until = DateTime.UtcNow + patience;
        while (CountSockets() == before)
        {
            if (DateTime.UtcNow > until || listener.process.HasExited)
            {
                listener.Dispose();
                throw new BenchException($"{tool.Name} does not listen on {Lab.Interface}: {File.ReadAllText(output + ".error")}");
            }

            Thread.Sleep(1);
        }

        return listener;
    }

    /// <summary>Ends it; says how many messages it has shown.</summary>
    public long Stop()
    {
        Signals.Terminate(process);
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        return File.ReadLines(output).LongCount(isMessage);
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }

        process.Dispose();
    }

    static int CountSockets() => File.ReadLines(Sockets).Count();
}
