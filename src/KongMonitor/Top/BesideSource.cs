// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Core;

namespace KongMonitor.Top;

/// <summary>The counts of another monitor. When that one ends, those of the next.</summary>
sealed class BesideSource : ITopSource
{
    readonly TopCommandOptions options;
    RunningMonitor monitor;

    /// <param name="monitor">The counts; disposed with this.</param>
    /// <param name="holder">Who counts; null: nobody runs, but what is attached counts.</param>
    /// <param name="options">What the user asked for.</param>
    public BesideSource(RunningMonitor monitor, string? holder, TopCommandOptions options)
    {
        this.monitor = monitor;
        this.options = options;
        Holder = holder;
        State = holder is null ? CountState.Left : CountState.Counting;
    }

    public string? Holder { get; private set; }

    public CountState State { get; private set; }

    public KernelReading Read(bool allConnections) => monitor.Read(allConnections);

    public string? Beat()
    {
        Holder = NamespaceLock.FindHolder();
        if (!monitor.IsCurrent)
        {
            State = CountState.Gone;
            TryFollow();
        }
        else
        {
            State = Holder is null ? CountState.Left : CountState.Counting;
        }

        return null;
    }

    public void Finish()
    {
        // Nothing here is this process's.
    }

    public void Dispose() => monitor.Dispose();

    void TryFollow()
    {
        try
        {
            if (RunningMonitor.TryOpen(options.Capture.BpfFileSystem, Holder, options.Capture.Connections) is { } next)
            {
                monitor.Dispose();
                monitor = next;
                State = Holder is null ? CountState.Left : CountState.Counting;
            }
        }
        catch (CaptureException)
        {
            // It is just starting, or of another version: the next beat tries again.
        }
    }
}
