// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core;
using KongMonitor.CoreTests.Support;
using KongMonitor.Output;

namespace KongMonitor.CoreTests;

public sealed class OutputQueueTests : IDisposable
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);
    readonly RecordingOutput output = new();
    readonly CancellationTokenSource stop = new();

    public void Dispose()
    {
        output.Release();
        stop.Dispose();
        output.Dispose();
    }

    [Fact]
    public void Events_and_reports_are_written_in_the_order_they_came_in()
    {
        var queue = Start(capacity: 100);
        AddEvent(queue, 1);
        queue.Add(Snapshot(1));
        AddEvent(queue, 2);
        output.Release();
        Assert.True(queue.Complete(patience));
        Assert.Equal(["begin", "event 1", "report 1", "event 2"], output.Written);
        Assert.Equal(0UL, queue.Dropped);
    }

    [Fact]
    public void Events_wait_for_a_slow_reader_and_none_is_lost()
    {
        var queue = Start(capacity: 10);
        var adding = new Thread(() =>
        {
            for (uint i = 0; i < 25; i++)
            {
                AddEvent(queue, i);
            }
        });
        adding.Start();
        Assert.False(adding.Join(TimeSpan.FromMilliseconds(50)));
        output.Release();
        Assert.True(adding.Join(patience));
        Assert.True(queue.Complete(patience));
        Assert.Equal(["begin", .. Enumerable.Range(0, 25).Select(i => $"event {i}")], output.Written);
        Assert.Equal(0UL, queue.Dropped);
    }

    [Fact]
    public void At_the_end_of_the_run_a_stopped_reader_costs_events_that_are_counted_and_never_time()
    {
        var queue = Start(capacity: 10);
        queue.LimitWaiting(TimeSpan.Zero);
        for (uint i = 0; i < 25; i++)
        {
            AddEvent(queue, i);
        }

        Assert.Equal(15UL, queue.Dropped);
        output.Release();
        Assert.True(queue.Complete(patience));
        Assert.Equal(["begin", .. Enumerable.Range(0, 10).Select(i => $"event {i}")], output.Written);
    }

    [Fact]
    public void While_others_look_at_the_events_they_wait_for_no_reader_and_one_that_waits_is_let_go()
    {
        var queue = Start(capacity: 10);
        var adding = new Thread(() =>
        {
            for (uint i = 0; i < 25; i++)
            {
                AddEvent(queue, i);
            }
        });
        adding.Start();
        Assert.False(adding.Join(TimeSpan.FromMilliseconds(50)));
        queue.IsPatient = false;
        Assert.True(adding.Join(patience));
        Assert.Equal(15UL, queue.Dropped);
        output.Release();
        Assert.True(queue.Complete(patience));
        Assert.Equal(["begin", .. Enumerable.Range(0, 10).Select(i => $"event {i}")], output.Written);
    }

    [Fact]
    public void Of_the_reports_that_a_stopped_reader_missed_the_last_is_written()
    {
        var queue = Start(capacity: 10);
        queue.Add(Snapshot(1));
        AddEvent(queue, 1);
        queue.Add(Snapshot(2));
        output.Release();
        Assert.True(queue.Complete(patience));
        Assert.Equal(["begin", "event 1", "report 2"], output.Written);
    }

    [Fact]
    public void The_end_does_not_wait_for_ever()
    {
        var queue = Start(capacity: 10);
        queue.Add(Snapshot(1));
        Assert.False(queue.Complete(TimeSpan.FromMilliseconds(50)));
    }

    [Fact]
    public void A_reader_that_left_stops_the_run()
    {
        output.Failure = new OutputClosedException();
        var queue = Start(capacity: 10);
        output.Release();
        Assert.True(stop.Token.WaitHandle.WaitOne(patience));
        Assert.Same(output.Failure, queue.Failure);
        Assert.True(queue.Complete(patience));
    }

    OutputQueue Start(int capacity) => new(output, capacity, begin => begin.Started(Wire.Time, []), stop);

    static void AddEvent(OutputQueue queue, uint number)
    {
        var traffic = new TrafficEvent { ExchangeIndex = number };
        queue.OnEvent(in traffic);
    }

    static Snapshot Snapshot(ulong number) => SnapshotBuilder.Build(new KernelReading { Time = Wire.Time }, new() { OutputFull = number });

    /// <summary>An output whose reader has stopped until <see cref="Release"/>.</summary>
    sealed class RecordingOutput : IOutput, IDisposable
    {
        readonly ManualResetEventSlim reader = new();

        public List<string> Written { get; } = [];

        public IOException? Failure { get; set; }

        public void Release() => reader.Set();

        public void Started(DateTimeOffset start, IReadOnlyList<Attachment> attachments)
        {
            Written.Add("begin");
            reader.Wait();
        }

        public void Event(in TrafficEvent traffic, WallClock clock) => Written.Add($"event {traffic.ExchangeIndex}");

        public void Report(Snapshot snapshot) => Written.Add($"report {snapshot.Losses[0].Count}");

        public void Flush()
        {
            if (Failure is not null)
            {
                throw Failure;
            }
        }

        public void Dispose() => reader.Dispose();
    }
}
