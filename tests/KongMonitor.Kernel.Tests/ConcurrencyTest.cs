// SPDX-License-Identifier: MIT
using System.Runtime.ExceptionServices;

namespace KongMonitor.KernelTests;

/// <summary>Packets of one connection on two CPUs at the same time.</summary>
[Collection(nameof(ConcurrencyAlone))]
public abstract class ConcurrencyTest : TcpTest
{
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
        var meeting = new ConcurrencyMeeting();
        Exception? failure = null;
        var thread = new Thread(() => Guard(1, other, _ => { }));
        thread.Start();
        Guard(0, one, look);
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        void Guard(int number, Action<int> act, Action<int> behind)
        {
            try
            {
                for (var i = 0; i < rounds; i++)
                {
                    meeting.Wait(number);
                    act(i);
                    meeting.Wait(number);
                    behind(i);
                }
            }
            catch (Exception exception)
            {
                _ = Interlocked.CompareExchange(ref failure, exception, null);
                meeting.Cancel();
            }
        }
    }
}
