// SPDX-License-Identifier: MIT
using System.Runtime.ExceptionServices;
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>Some programs of the monitor, in an object of their own over the maps of another one, loaded by a thread of their own.</summary>
sealed class ProgramLoad : IDisposable
{
    const int StackSize = 512 * 1024;
    readonly string[] names;
    readonly TaskCompletionSource<BpfObject?> maps = new();
    readonly Thread thread;
    BpfObject? bpf;
    ExceptionDispatchInfo? failure;

    /// <summary>Opens the object, beside what the caller does meanwhile.</summary>
    public ProgramLoad(params string[] names)
    {
        this.names = names;
        thread = new(TryLoad, StackSize) { IsBackground = true, Name = "load" };
        thread.Start();
    }

    /// <summary>Begins to load what no interface has, but the session runs itself (BPF_PROG_TEST_RUN).</summary>
    public static ProgramLoad OfTestRuns(BpfObject maps)
    {
        var load = new ProgramLoad(ProgramNames.Sweep, ProgramNames.Forget, ProgramNames.FoldMark, ProgramNames.FoldMove);
        load.Begin(maps);
        return load;
    }

    /// <summary>Begins to load over the maps of an object that is loaded.</summary>
    public void Begin(BpfObject loaded) => maps.TrySetResult(loaded);

    /// <summary>Waits until they are loaded, or refused: nobody uses the other object's maps any more.</summary>
    public void Join() => thread.Join();

    /// <summary>Waits until the kernel has them.</summary>
    /// <exception cref="BpfException">The kernel refused one.</exception>
    public void Await()
    {
        Join();
        failure?.Throw();
    }

    /// <summary>One of them, as soon as the kernel has it.</summary>
    /// <exception cref="BpfException">The kernel refused one.</exception>
    public BpfProgram Find(string name)
    {
        Await();
        return bpf!.FindProgram(name);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        maps.TrySetResult(null);
        Join();
        bpf?.Dispose();
    }

    void TryLoad()
    {
        try
        {
            bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
            if (maps.Task.GetAwaiter().GetResult() is { } from)
            {
                Load(bpf, from);
            }
        }
#pragma warning disable CA1031 // An exception must not end the process from here: it is thrown where the thread is awaited.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    void Load(BpfObject own, BpfObject from)
    {
        foreach (var program in own.Programs)
        {
            program.Autoload = names.Contains(program.Name);
        }

        // The same file, so the same order.
        foreach (var (map, other) in own.Maps.Zip(from.Maps))
        {
            map.ReuseFd(other.Fd);
        }

        own.Load();
    }
}
