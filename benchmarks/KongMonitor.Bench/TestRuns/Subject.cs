// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Bench.Surroundings;
using LibBpf;

namespace KongMonitor.Bench.TestRuns;

/// <summary>What test runs are made with: the monitor's programs, or empty ones.</summary>
sealed class Subject : IDisposable
{
    readonly BpfObject bpf;
    readonly RingBuffer? ring;
    int connections;

    Subject(BpfObject bpf, Programs programs, bool isMonitor, RingBuffer? ring = null)
    {
        this.bpf = bpf;
        this.ring = ring;
        Programs = programs;
        IsMonitor = isMonitor;
    }

    public Programs Programs { get; }

    /// <summary>The object, for what this class has no word for.</summary>
    public BpfObject Bpf => bpf;

    public bool IsMonitor { get; }

    /// <summary>Programs that do nothing.</summary>
    /// <param name="behindFront">Whether others give each repetition to the next connection.</param>
    public static Subject Empty(bool behindFront)
    {
        var bpf = BenchObject.Load();
        var (xdp, tc) = (bpf.FindProgram(BenchObject.EmptyXdp), bpf.FindProgram(BenchObject.EmptyTc));
        return new(bpf, behindFront ? Programs.BehindFront(xdp, tc) : Programs.Alone(xdp, tc), isMonitor: false);
    }

    /// <summary>Programs whose work is always the same.</summary>
    public static Subject Yardstick()
    {
        var bpf = BenchObject.Load();
        return new(bpf, Programs.Alone(bpf.FindProgram(BenchObject.YardstickXdp), bpf.FindProgram(BenchObject.YardstickTc)), isMonitor: false);
    }

    /// <summary>The monitor's programs with a reader of events, as they are without options.</summary>
    public static Subject Monitor(bool upstream = true)
    {
        var bpf = MonitorPrograms.Load(upstream);
        return new(bpf, Behind(bpf), isMonitor: true, new(bpf.FindMap(MapNames.TrafficEvents), _ => { }));
    }

    /// <summary>The same, with events that somebody else reads.</summary>
    public static Subject MonitorReadElsewhere()
    {
        var bpf = MonitorPrograms.Load(upstream: true);
        return new(bpf, Behind(bpf), isMonitor: true);
    }

    /// <summary>The first of so many connections that nobody else uses.</summary>
    public int TakeConnections(int count) => (connections += count) - count;

    /// <summary>Reads the events there are, so that the ring has room.</summary>
    public void Drain() => ring?.Consume();

    /// <summary>Checks that what passed was taken for what it is: no repetition, nothing lost, every request answered.</summary>
    public void CheckCounts()
    {
        if (!IsMonitor)
        {
            return;
        }

        var counters = bpf.FindMap<uint, ulong>(MapNames.CounterMap);
        var repeated = counters.Lookup((uint)Counter.Retransmitted);
        var losses = bpf.FindMap<uint, ulong>(MapNames.LossMap);
        for (uint reason = 0; reason < losses.Untyped.MaxEntries; reason++)
        {
            if (losses.Lookup(reason) > 0)
            {
                throw new BenchException($"the monitor lost something in a test run: {losses.Lookup(reason)} times {(Loss)reason}");
            }
        }

        if (repeated > 0)
        {
            throw new BenchException($"the monitor took {repeated} segments of test runs for repetitions");
        }
    }

    public void Dispose()
    {
        ring?.Dispose();
        Programs.Dispose();
        bpf.Dispose();
    }

    static Programs Behind(BpfObject bpf) =>
        Programs.BehindFront(bpf.FindProgram(ProgramNames.IngressXdp), bpf.FindProgram(ProgramNames.EgressTc));
}
