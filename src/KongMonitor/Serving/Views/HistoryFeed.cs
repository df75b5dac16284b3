// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.Core;
using KongMonitor.Core.History;

namespace KongMonitor.Serving.Views;

/// <summary>The last quarter of an hour, which the monitor's loop adds to. Any thread may ask; until the next step all get the same text.</summary>
sealed class HistoryFeed(TextBudget budget) : IDisposable
{
    const int Steps = 180;
    readonly Lock gate = new();
    readonly TrafficHistory history = new(Steps);
    SharedText? text;

    /// <summary>From one reading to the next.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Adds a step.</summary>
    public void Add(Snapshot snapshot)
    {
        lock (gate)
        {
            history.Add(snapshot);
            Forget();
        }
    }

    /// <summary>The history, to be disposed once it is sent.</summary>
    public SharedText Get()
    {
        lock (gate)
        {
            if (text is null || text.IsCut.IsCancellationRequested)
            {
                Forget();
                text = new(budget);
                using var json = new Utf8JsonWriter(text, Json.Options);
                HistoryJson.Write(json, history, Step);
            }

            text.TryUse();
            return text;
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            Forget();
        }
    }

    void Forget()
    {
        text?.Dispose();
        text = null;
    }
}
