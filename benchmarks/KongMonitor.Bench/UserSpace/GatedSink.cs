// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Abi;
using KongMonitor.Capture;

namespace KongMonitor.Bench.UserSpace;

/// <summary>
/// Holds the reader of the ring at the first event until the ring is full, then hands events on and takes the time until the
/// last one. So what is timed is draining alone: no waiting, no wake-up, nobody who writes at the same time.
/// </summary>
sealed class GatedSink : IEventSink, IDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    readonly ManualResetEventSlim open = new();
    readonly ManualResetEventSlim empty = new();
    int expected;
    int seen;
    long start;
    long allocatedBefore;

    /// <summary>Who gets the events. To be changed between two drainings.</summary>
    public required IEventSink Next { private get; set; }

    /// <summary>How long the last draining took.</summary>
    public TimeSpan Duration { get; private set; }

    /// <summary>What the reader's thread allocated in it.</summary>
    public long Allocated { get; private set; }

    /// <summary>Lets the reader have the events that are in the ring. Returns when it has had all.</summary>
    /// <param name="events">How many there are.</param>
    public bool TryDrain(int events)
    {
        expected = events;
        open.Set();
        return empty.Wait(patience);
    }

    public void OnEvent(ref readonly TrafficEvent traffic)
    {
        if (seen++ == 0)
        {
            Begin();
        }

        Next.OnEvent(in traffic);
        if (seen == expected)
        {
            End();
        }
    }

    /// <summary>The next event is held again.</summary>
    public void Close() => empty.Reset();

    public void Dispose()
    {
        open.Dispose();
        empty.Dispose();
    }

    void Begin()
    {
        open.Wait();
        open.Reset();
        allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        start = Stopwatch.GetTimestamp();
    }

    void End()
    {
        Duration = Stopwatch.GetElapsedTime(start);
        Allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        seen = 0;
        empty.Set();
    }
}
