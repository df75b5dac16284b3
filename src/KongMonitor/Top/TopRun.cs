// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Output;
using KongMonitor.Top.Terminals;

namespace KongMonitor.Top;

/// <summary>
/// One run of top. What a monitor counts here, or left counting, is shown and not touched: who only looks must not be in the
/// way of a monitor that starts again. Otherwise it is a monitor of its own.
/// </summary>
static class TopRun
{
    /// <summary>Returns the exit code.</summary>
    public static int Run(TopCommandOptions options)
    {
        using var signals = new StopSignals();
        var holder = NamespaceLock.FindHolder();
        using var namespaceLock = OpenBeside(options, holder, out var source) ? null : NamespaceLock.Acquire();
        source ??= new OwnSource(OwnCapture.Open(options.Capture, options.Texts), options);
        using (source)
        {
            try
            {
                var problem = Show(source, options, signals.Source.Token);
                if (problem is null)
                {
                    source.Finish();
                    return 0;
                }

                Failure.Say(problem);
                return Failure.Run;
            }
            catch (OutputClosedException)
            {
                source.Finish();
                return 0;
            }
        }
    }

    static string? Show(ITopSource source, TopCommandOptions options, CancellationToken stop)
    {
        if (!Terminal.IsThere)
        {
            return new TopLines(source, options, new StandardOutput()).Run(stop);
        }

        using var terminal = new Terminal(stop);
        return new TopLoop(source, options, terminal).Run(stop);
    }

    static bool OpenBeside(TopCommandOptions options, string? holder, out ITopSource? source)
    {
        var monitor = RunningMonitor.TryOpen(options.Capture.BpfFileSystem, holder, options.Capture.Connections);
        source = monitor is not null ? new BesideSource(monitor, holder, options) : null;
        return monitor is null && holder is not null ? throw new UnreadableMonitorException(holder, hasOtherLayout: false) : monitor is not null;
    }
}
