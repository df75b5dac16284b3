// SPDX-License-Identifier: MIT
using KongMonitor.Core;

namespace KongMonitor.Serving;

/// <summary>
/// Where those who fetch or send metrics get snapshots, which the monitor's own loop makes when one is wanted. One that is
/// less than half a second old is given again, so however many ask, the maps are read twice a second at most.
/// </summary>
sealed class SnapshotFeed : IDisposable
{
    const long FreshMilliseconds = 500;
    const long AliveMilliseconds = 10_000;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(5);
    readonly Lock gate = new();
    readonly AutoResetEvent wanted = new(false);
    TaskCompletionSource<Snapshot>? waiting;
    Snapshot? last;
    long lastAt;
    long beatAt = Environment.TickCount64;
    bool isClosed;

    /// <summary>Set when somebody waits for a snapshot.</summary>
    public WaitHandle Wanted => wanted;

    /// <summary>Whether somebody waits.</summary>
    public bool IsWanted
    {
        get
        {
            lock (gate)
            {
                return waiting is not null;
            }
        }
    }

    /// <summary>Whether the loop was heard of within the last ten seconds.</summary>
    public bool IsAlive => Environment.TickCount64 - Interlocked.Read(ref beatAt) < AliveMilliseconds;

    /// <summary>A snapshot of now.</summary>
    /// <exception cref="TimeoutException">The loop made none in time.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits any more.</exception>
    public Task<Snapshot> Get(CancellationToken stop)
    {
        lock (gate)
        {
            if (last is { } snapshot && (isClosed || Environment.TickCount64 - lastAt < FreshMilliseconds))
            {
                return Task.FromResult(snapshot);
            }

            if (isClosed)
            {
                return Task.FromCanceled<Snapshot>(new(canceled: true));
            }

            waiting ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            wanted.Set();
            return waiting.Task.WaitAsync(patience, stop);
        }
    }

    /// <summary>Gives a snapshot to all who wait.</summary>
    public void Publish(Snapshot snapshot)
    {
        lock (gate)
        {
            last = snapshot;
            lastAt = Environment.TickCount64;
            waiting?.SetResult(snapshot);
            waiting = null;
        }
    }

    /// <summary>The last snapshot of the run: whoever asks later gets it as well.</summary>
    public void Close(Snapshot snapshot)
    {
        lock (gate)
        {
            isClosed = true;
            Publish(snapshot);
        }
    }

    /// <summary>The loop goes on. An old snapshot is let go: it may be large.</summary>
    public void Beat()
    {
        Interlocked.Exchange(ref beatAt, Environment.TickCount64);
        lock (gate)
        {
            if (!isClosed && Environment.TickCount64 - lastAt >= FreshMilliseconds)
            {
                last = null;
            }
        }
    }

    /// <summary>From now on nobody gets a new one.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            waiting?.SetCanceled();
            waiting = null;
            wanted.Dispose();
        }
    }
}
