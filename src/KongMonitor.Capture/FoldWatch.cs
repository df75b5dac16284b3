// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Core.Metrics;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>Folds rows of endpoint_map whenever the kernel says that few are left, on a thread of its own, until disposed.</summary>
sealed partial class FoldWatch : IDisposable
{
    const int Urgent = -10;
    static readonly TimeSpan pollTime = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan rest = TimeSpan.FromSeconds(5); // after a fold that found no room for any row
    readonly EndpointFolder folder;
    readonly Lock maps;
    readonly RingBuffer wake;
    readonly Thread thread;
    volatile bool stopping;
    long notBefore;

    /// <param name="bpf">The loaded object.</param>
    /// <param name="find">Finds the programs that fold, when they are wanted.</param>
    /// <param name="maps">Held while rows move.</param>
    /// <param name="series">Which rows keep their names.</param>
    public FoldWatch(BpfObject bpf, Func<string, BpfProgram> find, Lock maps, SeriesOptions series)
    {
        this.maps = maps;
        folder = new(bpf, find, series);
        wake = new(bpf.FindMap(MapNames.FoldWake), _ => { });
        thread = new(Run, maxStackSize: 512 * 1024) { IsBackground = true, Name = "fold" };
        thread.Start();
    }

    /// <summary>What ended it early: an exception of the kernel. Null as long as all is well.</summary>
    public Exception? Failure { get; private set; }

    public void Dispose()
    {
        stopping = true;
        thread.Join();
        wake.Dispose();
    }

    void Run()
    {
        // New paths come from programs that wait for nobody. Without the right to it, it stays as it is.
        _ = setpriority(0, 0, Urgent);
        try
        {
            while (!stopping)
            {
                wake.Poll(pollTime);
                if (folder.IsDue && Environment.TickCount64 >= notBefore)
                {
                    var folded = folder.Folded;
                    Fold();
                    var found = folder.Folded > folded;
                    notBefore = found ? 0 : Environment.TickCount64 + (long)rest.TotalMilliseconds;
                }
            }
        }
#pragma warning disable CA1031 // An exception must not end the process from here: who looks at Failure learns of it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
        }
    }

    // int setpriority(int which, id_t who, int prio): 0, 0 is the calling thread
    [LibraryImport("libc")]
    private static partial int setpriority(int which, uint who, int priority);

    void Fold()
    {
        lock (maps)
        {
            folder.Mark();
        }

        EndpointFolder.AwaitGracePeriod();
        lock (maps)
        {
            folder.Move();
        }
    }
}
