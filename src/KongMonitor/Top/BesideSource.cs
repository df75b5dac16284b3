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
        Owner = CountOwner.Of(holder, turn: 0);
    }

    public CountOwner Owner { get; private set; }

    public KernelReading Read(bool allConnections) => monitor.Read(allConnections);

    public string? Beat()
    {
        var holder = NamespaceLock.FindHolder();
        Owner = monitor.IsCurrent ? CountOwner.Of(holder, Owner.Turn)
            : TryFollow(holder) ? CountOwner.Of(holder, Owner.Turn + 1)
            : Owner.Gone;
        return null;
    }

    public void Finish()
    {
        // Nothing here is this process's.
    }

    public void Dispose() => monitor.Dispose();

    bool TryFollow(string? holder)
    {
        try
        {
            if (RunningMonitor.TryOpen(options.Capture.BpfFileSystem, holder, options.Capture.Connections) is not { } next)
            {
                return false;
            }

            monitor.Dispose();
            monitor = next;
            return true;
        }
        catch (CaptureException)
        {
            // It is just starting, or of another version: the next beat tries again.
            return false;
        }
    }
}
