// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core;

namespace KongMonitor.Output;

/// <summary>
/// Stands between the counting and whoever reads the output. A thread of its own
/// writes. When the reader of the output is slow, events wait for room, so the kernel's
/// ring fills and the kernel counts what it can't write; sweeps and readings go on. While
/// others look at the events too, they don't wait. A report gives way to the next one: its counts are in that one too.
/// </summary>
sealed class OutputQueue : IEventSink
{
    const int Batch = 64;
    const int StackSize = 256 * 1024;
    const int LongestWait = 1000;
    readonly object gate = new();
    readonly IOutput output;
    readonly TrafficEvent[] events;
    readonly Thread writer;
    readonly CancellationTokenSource stop;
    ulong head;
    ulong tail;
    ulong dropped;
    Snapshot? report;
    ulong reportAfter;
    long waitUntil = long.MaxValue;
    bool isPatient = true;
    bool completed;

    /// <summary>Starts the thread.</summary>
    /// <param name="output">Used on that thread alone.</param>
    /// <param name="capacity">How many events wait at most.</param>
    /// <param name="begin">What is written first.</param>
    /// <param name="stop">Cancelled when nothing can be written any more.</param>
    public OutputQueue(IOutput output, int capacity, Action<IOutput> begin, CancellationTokenSource stop)
    {
        this.output = output;
        this.stop = stop;
        events = new TrafficEvent[capacity];
        writer = new Thread(() => Write(begin), StackSize) { IsBackground = true, Name = "output" };
        writer.Start();
    }

    /// <summary>Events that found no room: when they were not to wait, or not any longer (<see cref="LimitWaiting"/>).</summary>
    public ulong Dropped => Interlocked.Read(ref dropped);

    /// <summary>Why nothing can be written any more, or null.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether events wait for room. Not while others are to get them in time.</summary>
    public bool IsPatient
    {
        set
        {
            lock (gate)
            {
                isPatient = value;
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>Adds an event as soon as there is room for it.</summary>
    public void OnEvent(ref readonly TrafficEvent traffic)
    {
        lock (gate)
        {
            while (tail - head == (ulong)events.Length)
            {
                var left = isPatient ? waitUntil - Environment.TickCount64 : 0;
                if (left <= 0)
                {
                    dropped++;
                    return;
                }

                Monitor.Wait(gate, (int)Math.Min(left, LongestWait));
            }

            events[tail++ % (ulong)events.Length] = traffic;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>The run is over: from now on events wait no longer than that, all together.</summary>
    public void LimitWaiting(TimeSpan patience)
    {
        lock (gate)
        {
            waitUntil = Math.Min(waitUntil, Environment.TickCount64 + (long)patience.TotalMilliseconds);
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Adds a report, behind the events that are there. Never waits for the reader.</summary>
    public void Add(Snapshot snapshot)
    {
        lock (gate)
        {
            report = snapshot;
            reportAfter = tail;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Says that nothing more comes, and waits until all is written; false if that takes too long.</summary>
    public bool Complete(TimeSpan patience)
    {
        lock (gate)
        {
            completed = true;
            Monitor.PulseAll(gate);
        }

        return writer.Join(patience);
    }

    void Write(Action<IOutput> begin)
    {
        try
        {
            begin(output);
            output.Flush();
            var batch = new TrafficEvent[Batch];
            while (Take(batch, out var count, out var snapshot))
            {
                var clock = new WallClock(DateTimeOffset.UtcNow, (ulong)Stopwatch.GetTimestamp());
                foreach (ref readonly var traffic in batch.AsSpan(0, count))
                {
                    output.Event(traffic, clock);
                }

                if (snapshot is not null)
                {
                    output.Report(snapshot);
                }

                output.Flush();
            }
        }
        catch (Exception e)
        {
            Failure = e;
            LimitWaiting(TimeSpan.Zero);
            stop.Cancel();
        }
    }

    bool Take(TrafficEvent[] batch, out int count, out Snapshot? snapshot)
    {
        lock (gate)
        {
            while (head == tail && report is null && !completed)
            {
                Monitor.Wait(gate);
            }

            var end = report is null ? tail : Math.Min(tail, reportAfter);
            for (count = 0; count < batch.Length && head < end; count++)
            {
                batch[count] = events[head++ % (ulong)events.Length];
            }

            Monitor.PulseAll(gate);
            snapshot = null;
            if (report is not null && head >= reportAfter)
            {
                (snapshot, report) = (report, null);
            }

            return count > 0 || snapshot is not null;
        }
    }
}
