// SPDX-License-Identifier: MIT
using KongMonitor.Serving.Streams;
using KongMonitor.Serving.Views;

namespace KongMonitor.Serving;

/// <summary>Where those who look on get what they see. All of it together takes bounded memory.</summary>
sealed class Feeds : IDisposable
{
    const long MostText = 8 << 20;

    /// <param name="counts">What counts what became of events.</param>
    /// <param name="failed">Is told of what failed unexpectedly.</param>
    public Feeds(StreamCounts counts, Action<Exception> failed)
    {
        History = new(Texts);
        Events = new(counts, failed);
    }

    /// <summary>What bounds the answers that are being sent.</summary>
    public TextBudget Texts { get; } = new(MostText);

    /// <summary>Snapshots with series, for metrics.</summary>
    public SnapshotFeed Series { get; } = new();

    /// <summary>Snapshots with tables, as JSON.</summary>
    public ViewFeed Views { get; } = new();

    /// <summary>The last quarter of an hour.</summary>
    public HistoryFeed History { get; }

    /// <summary>Single events.</summary>
    public EventHub Events { get; }

    /// <summary>The loop goes on.</summary>
    public void Beat()
    {
        Series.Beat();
        Views.Beat();
    }

    /// <summary>The run is over: nothing new comes, and streams end.</summary>
    public void Close()
    {
        Views.Close();
        Events.Close();
    }

    public void Dispose()
    {
        Series.Dispose();
        Views.Dispose();
        History.Dispose();
        Events.Dispose();
    }
}
