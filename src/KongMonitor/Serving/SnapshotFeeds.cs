// SPDX-License-Identifier: MIT
namespace KongMonitor.Serving;

/// <summary>Two kinds of snapshots: one alone would have the rows of ten thousand paths for a scrape that shows none of them.</summary>
sealed class SnapshotFeeds : IDisposable
{
    /// <summary>With series, for metrics.</summary>
    public SnapshotFeed Series { get; } = new();

    /// <summary>With tables, for the JSON.</summary>
    public SnapshotFeed Tables { get; } = new();

    /// <summary>The loop goes on.</summary>
    public void Beat()
    {
        Series.Beat();
        Tables.Beat();
    }

    public void Dispose()
    {
        Series.Dispose();
        Tables.Dispose();
    }
}
