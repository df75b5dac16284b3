// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>Hands the ring buffer's events to a sink, on a thread of its own, until disposed.</summary>
public sealed class EventReader : IDisposable
{
    const long ShowEvery = 500;
    static readonly TimeSpan pollTime = TimeSpan.FromMilliseconds(250);

    // The kernel wakes the reader at most once a millisecond: what comes within it is fetched without a wake-up.
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(2);
    readonly RingBuffer ring;
    readonly KernelSwitches switches;
    readonly IEventSink sink;
    readonly ManualResetEvent stopping = new(false);
    readonly Thread thread;
    long shown;
    bool disposed;

    internal EventReader(BpfMap map, KernelSwitches switches, IEventSink sink)
    {
        this.switches = switches;
        this.sink = sink;
        ring = new(map, OnRecord);
        switches.OpenEvents();
        ShowLife();
        thread = new(Run, maxStackSize: 512 * 1024) { IsBackground = true, Name = "events" };
        thread.Start();
    }

    /// <summary>What ended the reading early: an exception of the sink or of the kernel. Null as long as all is well.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether anybody wants events: the kernel writes none meanwhile, which is no loss. Any thread may say so.</summary>
    public void Turn(bool on) => switches.Turn(on);

    /// <summary>Stops, after what is left in the ring has been handed over.</summary>
    public void Dispose()
    {
        if (disposed)
        {
            return;
        }

        disposed = true;
        stopping.Set();
        thread.Join();
        switches.CloseEvents();
        ring.Dispose();
        stopping.Dispose();
    }

    void Run()
    {
        try
        {
            while (!stopping.WaitOne(0))
            {
                ShowLife();
                if (ring.Poll(pollTime) > 0 || ring.Consume() > 0)
                {
                    FollowBurst();
                }
            }

            ring.Consume();
        }
#pragma warning disable CA1031 // An exception must not end the process from here: who disposes or looks at Failure learns of it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
        }
    }

    /// <summary>Keeps reading until one pass finds nothing.</summary>
    void FollowBurst()
    {
        do
        {
            ShowLife();
        }
        while (!stopping.WaitOne(pause) && ring.Consume() > 0);
    }

    void ShowLife()
    {
        shown = Environment.TickCount64;
        switches.ShowLife();
    }

    // A sink may wait for whoever reads its output: that is a slow reader, not none.
    void OnRecord(ReadOnlySpan<byte> record)
    {
        sink.OnEvent(in MemoryMarshal.AsRef<TrafficEvent>(record));
        if (Environment.TickCount64 - shown > ShowEvery)
        {
            ShowLife();
        }
    }
}
