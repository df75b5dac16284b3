// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class RingBufferTests
{
    static readonly TimeSpan shortly = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Records_come_in_order_and_whole()
    {
        using var bpf = Probe.Load();
        List<Probe.Record> records = [];
        using var ring = new RingBuffer(bpf.FindMap("records"), record => records.Add(MemoryMarshal.Read<Probe.Record>(record)));
        Emit(bpf, 100);

        Assert.Equal(100, ring.Poll(shortly));

        Assert.Equal([.. Enumerable.Range(0, 100).Select(i => new Probe.Record((ulong)i, (ulong)i + 1000))], records);
        Assert.Equal(0, ring.Poll(shortly));
        Assert.Equal(0, ring.Consume());
    }

    [Fact]
    public void Consume_takes_what_is_there_without_waiting()
    {
        using var bpf = Probe.Load();
        var bytes = 0;
        using var ring = new RingBuffer(bpf.FindMap("records"), record => bytes += record.Length);
        Emit(bpf, 7);

        Assert.Equal(7, ring.Consume());
        Assert.Equal(7 * 16, bytes);
    }

    [Fact]
    public void A_waiting_poll_is_woken_by_a_record()
    {
        using var bpf = Probe.Load();
        using var ring = new RingBuffer(bpf.FindMap("records"), _ => { });
        var handled = 0;
        var thread = new Thread(() => handled = ring.Poll(Timeout.InfiniteTimeSpan));
        thread.Start();

        Emit(bpf, 1);
        thread.Join();

        Assert.Equal(1, handled);
    }

    [Fact]
    public void A_signal_does_not_end_the_wait()
    {
        using var bpf = Probe.Load();
        using var ring = new RingBuffer(bpf.FindMap("records"), _ => { });
        var signals = 0;
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Interlocked.Increment(ref signals));
        var poller = 0;
        var handled = -1;
        var thread = new Thread(() =>
        {
            Volatile.Write(ref poller, LibC.gettid());
            handled = ring.Poll(TimeSpan.FromSeconds(30));
        });
        thread.Start();
        Eventually.Equal(true, () => Volatile.Read(ref poller) != 0);
        for (var sent = 1; sent <= 20; sent++)
        {
            LibC.Check(LibC.tgkill(Environment.ProcessId, poller, LibC.WindowChanged));
            Eventually.Equal(true, () => Volatile.Read(ref signals) > 0);
            Volatile.Write(ref signals, 0);
        }

        Assert.True(thread.IsAlive);
        Emit(bpf, 1);
        thread.Join();
        Assert.Equal(1, handled);
    }

    [Fact]
    public void An_exception_of_the_handler_comes_out_of_the_poll_and_later_records_follow()
    {
        using var bpf = Probe.Load();
        List<ulong> seen = [];
        using var ring = new RingBuffer(bpf.FindMap("records"), record =>
        {
            var sequence = MemoryMarshal.Read<Probe.Record>(record).Sequence;
            if (sequence == 3)
            {
                throw new FormatException("the handler's own");
            }

            seen.Add(sequence);
        });
        Emit(bpf, 6);

        Assert.Equal("the handler's own", Assert.Throws<FormatException>(() => ring.Poll(shortly)).Message);
        Assert.Equal([0ul, 1, 2], seen);
        Assert.Equal(2, ring.Poll(shortly));
        Assert.Equal([0ul, 1, 2, 4, 5], seen);
    }

    [Fact]
    public void A_full_ring_takes_no_more_until_it_is_read()
    {
        using var bpf = Probe.Load(bpf => bpf.FindMap("records").MaxEntries = 4096);
        using var ring = new RingBuffer(bpf.FindMap("records"), _ => { });

        var written = Emit(bpf, 1000);

        Assert.InRange(written, 100, 4096 / 24);
        Assert.Equal(written, ring.Consume());
        Assert.Equal(10, Emit(bpf, 10));
    }

    [Fact]
    public void Another_kind_of_map_is_refused()
    {
        using var bpf = Probe.Load();

        var e = Assert.Throws<ArgumentException>(() => new RingBuffer(bpf.FindMap("tiny_map"), _ => { }));

        Assert.StartsWith("map tiny_map is of type Hash, not a ring buffer", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_that_is_not_loaded_is_refused()
    {
        using var bpf = Probe.Open();

        Assert.Throws<InvalidOperationException>(() => new RingBuffer(bpf.FindMap("records"), _ => { }));
    }

    [Fact]
    public void Disposing_inside_the_handler_is_safe()
    {
        using var bpf = Probe.Load();
        RingBuffer? ring = null;
        ring = new RingBuffer(bpf.FindMap("records"), _ => ring!.Dispose());
        Emit(bpf, 5);

        Assert.Equal(5, ring.Consume());
        Assert.Throws<ObjectDisposedException>(() => ring.Consume());
    }

    [Fact]
    public void The_ring_outlives_the_object()
    {
        var bpf = Probe.Load();
        using var ring = new RingBuffer(bpf.FindMap("records"), _ => { });
        Emit(bpf, 5);
        bpf.Dispose();

        Assert.Equal(5, ring.Consume());
    }

    [Fact]
    public void Records_cost_no_allocation()
    {
        using var bpf = Probe.Load();
        ulong sum = 0;
        using var ring = new RingBuffer(bpf.FindMap("records"), record => sum += MemoryMarshal.Read<Probe.Record>(record).Sequence);

        var emit = bpf.FindProgram("tc_emit");
        var handled = 0;

        Assert.Equal(0, Allocations.Of(() =>
        {
            var context = new SkBuffContext { Mark = 1000 };
            emit.TestRun(Probe.Packet, ref context);
            handled += ring.Poll(shortly);
            emit.TestRun(Probe.Packet, ref context);
            handled += ring.Consume();
        }));
        Assert.Equal(3 * 2000, handled);
        Assert.Equal(3ul * 2 * (999 * 1000 / 2), sum);
    }

    static int Emit(BpfObject bpf, uint count)
    {
        var context = new SkBuffContext { Mark = count };
        return bpf.FindProgram("tc_emit").TestRun(Probe.Packet, ref context).ReturnValue;
    }
}
