// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Surroundings;

/// <summary>
/// How long a cache line takes from a core to another and back. A virtual machine's host may put two cores on one physical
/// core for a while, and on two for another: who counts on both cores pays for the difference.
/// </summary>
static partial class CacheLine
{
    const int Batches = 200;
    const int Trips = 1000;
    const int Line = 32; // numbers; two lines are fetched together
    const int MostCores = 1024;

    /// <summary>In nanoseconds, the median of many batches; nothing where this process may run on one core only.</summary>
    public static double? RoundTrip()
    {
        var (first, last) = FirstAndLastCore();
        if (first == last)
        {
            return null;
        }

        var numbers = new int[3 * Line];
        double[] times = [];
        var echo = new Thread(() => Echo(last, ref numbers[Line])) { IsBackground = true };
        var call = new Thread(() => times = Call(first, ref numbers[Line])) { IsBackground = true };
        echo.Start();
        call.Start();
        call.Join();
        echo.Join();
        return Distribution.Of(times).Median;
    }

    // Odd numbers are called, even ones are the echo, a negative one ends it.
    static double[] Call(int core, ref int number)
    {
        Pin(core);
        var times = new double[Batches];
        for (var batch = 0; batch < Batches; batch++)
        {
            var start = Stopwatch.GetTimestamp();
            for (var trip = 0; trip < Trips; trip++)
            {
                Volatile.Write(ref number, 2 * trip + 1);
                while (Volatile.Read(ref number) != 2 * trip + 2)
                {
                }
            }

            times[batch] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Trips;
        }

        Volatile.Write(ref number, -1);
        return times;
    }

    static void Echo(int core, ref int number)
    {
        Pin(core);
        for (int read; (read = Volatile.Read(ref number)) >= 0;)
        {
            if (int.IsOddInteger(read))
            {
                Volatile.Write(ref number, read + 1);
            }
        }
    }

    static (int First, int Last) FirstAndLastCore()
    {
        Span<ulong> cores = stackalloc ulong[MostCores / 64];
        if (sched_getaffinity(0, MostCores / 8, ref cores[0]) < 0)
        {
            throw new BenchException($"cannot see which cores there are (error {Marshal.GetLastPInvokeError()})");
        }

        var (first, last) = (cores.IndexOfAnyExcept(0UL), cores.LastIndexOfAnyExcept(0UL));
        return (first * 64 + BitOperations.TrailingZeroCount(cores[first]), last * 64 + BitOperations.Log2(cores[last]));
    }

    // It may run there already; if that has changed since, the scheduler sees that both are always busy.
    static void Pin(int core)
    {
        Span<ulong> cores = stackalloc ulong[MostCores / 64];
        cores[core / 64] = 1UL << core % 64;
        _ = sched_setaffinity(0, MostCores / 8, ref cores[0]);
    }

    // int sched_getaffinity(pid_t pid, size_t cpusetsize, cpu_set_t *mask): 0 is the calling thread
    [LibraryImport("libc", SetLastError = true)]
    private static partial int sched_getaffinity(int thread, nuint size, ref ulong cores);

    // int sched_setaffinity(pid_t pid, size_t cpusetsize, const cpu_set_t *mask)
    [LibraryImport("libc")]
    private static partial int sched_setaffinity(int thread, nuint size, ref ulong cores);
}
