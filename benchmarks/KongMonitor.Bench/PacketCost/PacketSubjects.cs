// SPDX-License-Identifier: MIT
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.PacketCost;

/// <summary>The programs that the section's test runs are made with.</summary>
sealed class PacketSubjects : IDisposable
{
    public Subject Monitor { get; } = Subject.Monitor();

    /// <summary>The monitor with --no-upstream.</summary>
    public Subject DownstreamMonitor { get; } = Subject.Monitor(upstream: false);

    /// <summary>Empty programs behind those in front.</summary>
    public Subject Front { get; } = Subject.Empty(behindFront: true);

    /// <summary>Empty programs alone.</summary>
    public Subject Empty { get; } = Subject.Empty(behindFront: false);

    /// <summary>Programs whose work is of the monitor's kind and always the same.</summary>
    public Subject Yardstick { get; } = Subject.Yardstick();

    public void CheckCounts()
    {
        Monitor.CheckCounts();
        DownstreamMonitor.CheckCounts();
    }

    public void Dispose()
    {
        Monitor.Dispose();
        DownstreamMonitor.Dispose();
        Front.Dispose();
        Empty.Dispose();
        Yardstick.Dispose();
    }
}
