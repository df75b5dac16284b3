// SPDX-License-Identifier: MIT
using System.Runtime.ExceptionServices;

namespace KongMonitor.KernelTests;

/// <summary>Packets of one connection on two CPUs at the same time.</summary>
[Collection(nameof(ConcurrencyAlone))]
public abstract class ConcurrencyTest : TcpTest
{
    static readonly TimeSpan limit = TimeSpan.FromMinutes(2);

    /// <summary>Runs packets of one side through their hook, one after the other.</summary>
    protected void Pass(Hook hook, IEnumerable<byte[]> packets)
    {
        foreach (var packet in packets)
        {
            Kernel.Run(hook, packet);
        }
    }

    /// <summary>Does both in each round at the same time, and then looks.</summary>
    protected static void InParallel(int rounds, Action<int> one, Action<int> other, Action<int> look)
    {
        using var start = new Barrier(2);
        using var end = new Barrier(2);
        using var cancel = new CancellationTokenSource(limit);
        Exception? failure = null;
        var thread = new Thread(() => Guard(() =>
        {
            for (var i = 0; i < rounds; i++)
            {
                start.SignalAndWait(cancel.Token);
                other(i);
                end.SignalAndWait(cancel.Token);
            }
        }));
        thread.Start();
        Guard(() =>
        {
            for (var i = 0; i < rounds; i++)
            {
                start.SignalAndWait(cancel.Token);
                one(i);
                end.SignalAndWait(cancel.Token);
                look(i);
            }
        });
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        void Guard(Action action)
        {
            try
            {
                action();
            }
            catch (Exception exception)
            {
                _ = Interlocked.CompareExchange(ref failure, exception, null);
                cancel.Cancel();
            }
        }
    }
}
