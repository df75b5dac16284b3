// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KongMonitor.Bench.Surroundings;

/// <summary>
/// How long a cache line takes from a core to another and back. A virtual machine's host may put two cores on one physical
/// core for a while, and on two for another: who counts on both cores pays for the difference.
/// </summary>
static partial class CacheLine
{
    const int Batch = 100;
    const int Line = 32; // numbers; two lines are fetched together
    static readonly TimeSpan patience = TimeSpan.FromMilliseconds(50);

    /// <summary>In nanoseconds; nothing where there is one core.</summary>
    public static double? RoundTrip()
    {
        if (Environment.ProcessorCount < 2)
        {
            return null;
        }

        var numbers = new int[3 * Line];
        var result = 0.0;
        var echo = new Thread(() => Echo(core: Environment.ProcessorCount - 1, ref numbers[Line]));
        var call = new Thread(() => result = Call(core: 0, ref numbers[Line]));
        echo.Start();
        call.Start();
        call.Join();
        echo.Join();
        return result;
    }

    // Odd numbers are called, even ones are the echo, a negative one ends it.
    static double Call(int core, ref int number)
    {
        Pin(core);
        var (trips, start) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(start) < patience)
        {
            for (var end = trips + Batch; trips < end; trips++)
            {
                Volatile.Write(ref number, 2 * trips + 1);
                while (Volatile.Read(ref number) != 2 * trips + 2)
                {
                }
            }
        }

        var time = Stopwatch.GetElapsedTime(start);
        Volatile.Write(ref number, -1);
        return time.TotalNanoseconds / trips;
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

    // Where it is not allowed, the scheduler has to see that both run all the time.
    static void Pin(int core)
    {
        Span<ulong> cores = stackalloc ulong[core / 64 + 1];
        cores[core / 64] = 1UL << core % 64;
        _ = sched_setaffinity(0, (nuint)(cores.Length * sizeof(ulong)), in cores[0]);
    }

    // int sched_setaffinity(pid_t pid, size_t cpusetsize, const cpu_set_t *mask): 0 is the calling thread
    [LibraryImport("libc")]
    private static partial int sched_setaffinity(int thread, nuint size, in ulong cores);
}
