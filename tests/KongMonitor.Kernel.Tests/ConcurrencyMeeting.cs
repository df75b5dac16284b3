// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.KernelTests;

/// <summary>
/// Two threads meet again and again. They spin: a wait that sleeps would wake them one after the other, and nothing would happen
/// at the same time.
/// </summary>
sealed class ConcurrencyMeeting
{
    static readonly TimeSpan limit = TimeSpan.FromMinutes(2);
    readonly int[] met = new int[2];
    readonly Stopwatch age = Stopwatch.StartNew();
    volatile bool cancelled;

    /// <summary>Returns when the other thread came as often as this one.</summary>
    public void Wait(int thread)
    {
        var times = met[thread] + 1;
        Volatile.Write(ref met[thread], times);
        var spin = new SpinWait();
        while (Volatile.Read(ref met[1 - thread]) < times)
        {
            if (cancelled)
            {
                throw new OperationCanceledException("the other thread failed");
            }

            if (age.Elapsed > limit)
            {
                throw new TimeoutException("the other thread did not come");
            }

            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    public void Cancel() => cancelled = true;
}
