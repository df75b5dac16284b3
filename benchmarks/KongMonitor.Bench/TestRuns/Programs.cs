// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;
using LibBpf;

namespace KongMonitor.Bench.TestRuns;

/// <summary>
/// A program for incoming and one for outgoing packets, attached to nothing, which test runs give packets. They are there to be
/// timed by the kernel, or with others in front that give each repetition of a packet to the next connection.
/// </summary>
sealed class Programs : IDisposable
{
    const int XdpPass = 2;
    const int TcNext = -1;
    readonly BpfProgram ingress;
    readonly BpfProgram egress;
    readonly BpfObject? front;
    readonly BpfMap<uint, BenchStep>? step;
    readonly DispatcherPlace place;

    Programs(BpfProgram ingress, BpfProgram egress, BpfObject? front)
    {
        this.ingress = ingress;
        this.egress = egress;
        this.front = front;
        place = new(ingress);
        step = front?.FindMap<uint, BenchStep>("step_map");
    }

    public static Programs Alone(BpfProgram ingress, BpfProgram egress) => new(ingress, egress, null);

    public static Programs BehindFront(BpfProgram ingress, BpfProgram egress)
    {
        var front = BenchObject.Load();
        front.FindMap<uint, uint>("xdp_target").Update(0, (uint)ingress.Fd);
        front.FindMap<uint, uint>("tc_target").Update(0, (uint)egress.Fd);
        return new(front.FindProgram(BenchObject.NextXdp), front.FindProgram(BenchObject.NextTc), front);
    }

    /// <summary>Runs a packet so many times in a row, each for the next connection.</summary>
    /// <returns>The mean time of a run in nanoseconds, as the kernel measured it: without system calls.</returns>
    public double Run(ReadOnlySpan<byte> packet, BenchStep first, int times)
    {
        step?.Update(0, first);
        return Repeat(packet, first.FromClient != 0, times);
    }

    /// <summary>The same with caches that hold other things before each run.</summary>
    /// <returns>The median time of a run in nanoseconds.</returns>
    public double RunCold(ReadOnlySpan<byte> packet, BenchStep first, int times, CacheWalk walk)
    {
        step?.Update(0, first);
        var durations = new double[times];
        for (var i = 0; i < times; i++)
        {
            walk.Walk();
            durations[i] = Repeat(packet, first.FromClient != 0, 1);
        }

        return Statistics.Distribution.Of(durations).Median;
    }

    public void Dispose()
    {
        place.Dispose();
        front?.Dispose();
    }

    double Repeat(ReadOnlySpan<byte> packet, bool fromClient, int times)
    {
        var context = new SkBuffContext { Interface = (uint)GatewayInterface.Index };
        var result = fromClient ? ingress.TestRun(packet, times) : egress.TestRun(packet, ref context, default, times);
        return result.ReturnValue == (fromClient ? XdpPass : TcNext)
            ? result.DurationNanoseconds
            : throw new BenchException($"a program did not let the packet pass: {result.ReturnValue}");
    }
}
