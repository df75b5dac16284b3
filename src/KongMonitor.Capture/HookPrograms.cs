// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// The programs that a plan attaches, each in an object of its own over the maps of another one: so the kernel verifies them
/// at the same time, which is most of a start. What is attached stays when this is disposed.
/// </summary>
sealed partial class HookPrograms : IDisposable
{
    readonly Dictionary<string, ProgramLoad> loads;

    /// <summary>Opens them, beside what the caller does meanwhile.</summary>
    public HookPrograms(IReadOnlyList<Hook> plan) =>
        loads = plan.Select(hook => hook.ProgramName).Distinct().ToDictionary(name => name, name => new ProgramLoad(name));

    /// <summary>Loads them over the maps of an object that is loaded. To be called once.</summary>
    /// <exception cref="BpfException">The kernel refused one.</exception>
    public void Load(BpfObject loaded)
    {
        foreach (var load in loads.Values)
        {
            load.Begin(loaded);
        }

        // All of them first: the caller lets go of the maps when one was refused.
        foreach (var load in loads.Values)
        {
            load.Join();
        }

        foreach (var load in loads.Values)
        {
            load.Await();
        }
    }

    /// <summary>The one that belongs on a hook.</summary>
    public BpfProgram Find(Hook hook) => loads[hook.ProgramName].Find(hook.ProgramName);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var load in loads.Values)
        {
            load.Dispose();
        }

        _ = malloc_trim(0); // what libbpf had is free in heaps of threads that are gone: nothing else would give it back
    }

    // int malloc_trim(size_t pad)
    [LibraryImport("libc")]
    private static partial int malloc_trim(nuint pad);
}
