// SPDX-License-Identifier: MIT
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// The programs that a plan attaches, each in an object of its own over the maps of another one: so the kernel verifies them
/// at the same time, which is most of a start. What is attached stays when this is disposed.
/// </summary>
sealed partial class HookPrograms : IDisposable
{
    const int StackSize = 512 * 1024;
    readonly ManualResetEventSlim isDecided = new();
    readonly Dictionary<string, BpfObject?> objects;
    readonly Thread[] threads;
    BpfObject? maps;
    ExceptionDispatchInfo? failure;

    /// <summary>Opens them, beside what the caller does meanwhile.</summary>
    public HookPrograms(IReadOnlyList<Hook> plan)
    {
        string[] names = [.. plan.Select(hook => hook.ProgramName).Distinct()];
        objects = names.ToDictionary(name => name, _ => (BpfObject?)null);
        threads = [.. names.Select(name => new Thread(() => TryLoad(name), StackSize) { IsBackground = true, Name = "load" })];
        Array.ForEach(threads, thread => thread.Start());
    }

    /// <summary>Loads them over the maps of an object that is loaded. To be called once.</summary>
    /// <exception cref="BpfException">The kernel refused one.</exception>
    public void Load(BpfObject loaded)
    {
        maps = loaded;
        Finish();
        failure?.Throw();
    }

    /// <summary>The one that belongs on a hook.</summary>
    public BpfProgram Find(Hook hook) => objects[hook.ProgramName]!.FindProgram(hook.ProgramName);

    /// <inheritdoc/>
    public void Dispose()
    {
        Finish();
        foreach (var bpf in objects.Values)
        {
            bpf?.Dispose();
        }

        isDecided.Dispose();
        _ = malloc_trim(0); // what libbpf had is free in heaps of threads that are gone: nothing else would give it back
    }

    void Finish()
    {
        isDecided.Set();
        Array.ForEach(threads, thread => thread.Join());
    }

    void TryLoad(string name)
    {
        try
        {
            var bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
            lock (objects)
            {
                objects[name] = bpf;
            }

            isDecided.Wait();
            if (maps is not null)
            {
                Load(bpf, name, maps);
            }
        }
#pragma warning disable CA1031 // An exception must not end the process from here: it is thrown where the threads are awaited.
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = ExceptionDispatchInfo.Capture(e);
        }
    }

    static void Load(BpfObject bpf, string name, BpfObject maps)
    {
        foreach (var program in bpf.Programs)
        {
            program.Autoload = program.Name == name;
        }

        // The same file, so the same order.
        foreach (var (map, from) in bpf.Maps.Zip(maps.Maps))
        {
            map.ReuseFd(from.Fd);
        }

        bpf.Load();
    }

    // int malloc_trim(size_t pad)
    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint pad);
}
