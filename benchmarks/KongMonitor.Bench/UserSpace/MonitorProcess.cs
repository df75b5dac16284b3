// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.UserSpace;

/// <summary>The binary that users run, seen from outside: <c>kong-ebpf-monitor run</c> on the gateway's interface.</summary>
sealed class MonitorProcess : IDisposable
{
    /// <summary>Of the repository's root; ./build makes it.</summary>
    public const string Binary = "artifacts/kong-ebpf-monitor";

    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);
    readonly long start = Stopwatch.GetTimestamp();
    readonly TimeSpan startSinceBoot = SystemCalls.SinceBoot();
    readonly Hooks before;
    readonly Process process;

    MonitorProcess(Hooks before, string[] arguments)
    {
        this.before = before;
        process = Process.Start(new ProcessStartInfo(Binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { }; // what it says of its start: nobody reads it here
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>Starts it with what every run here has, and more.</summary>
    public static MonitorProcess Start(Lab lab, params string[] options) =>
        new(Hooks.Read(), ["run", "--interface", Lab.Interface, "--bpffs", lab.BpfFileSystem, "--lang", "en", .. options]);

    /// <summary>Waits until both programs are attached and the first line is there.</summary>
    public StartTimes AwaitStart()
    {
        var hooks = Hooks.Read();
        while (!hooks.AreNewAfter(before))
        {
            if (process.HasExited || Milliseconds() > patience.TotalMilliseconds)
            {
                throw new BenchException($"{Binary} did not attach: run it by hand on {Lab.Interface} to see why");
            }

            Thread.Sleep(1);
            hooks = Hooks.Read();
        }

        var attached = Milliseconds();
        _ = process.StandardOutput.ReadLine() ?? throw new BenchException($"{Binary} ended before it said anything");
        var said = Milliseconds();
        return new((hooks.FirstLoaded() - startSinceBoot).TotalMilliseconds, attached, said);
    }

    /// <summary>Takes what it prints from now on, as a reader that throws all away.</summary>
    public void DiscardOutput() => _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);

    /// <summary>Ends it as systemd does, and waits for it. Ctrl-C would do nothing: what a script has in the background ignores it.</summary>
    public void Dispose()
    {
        DiscardOutput();
        Signals.Terminate(process);
        if (!process.WaitForExit(patience))
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    double Milliseconds() => Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}
