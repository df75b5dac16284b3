// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// Holds a TC program on the clsact qdisc of an interface: the way before TCX. Nothing detaches it when the process is killed,
/// so handle and priority are the caller's and fixed: the next <see cref="Attach"/> replaces what was left behind.
/// </summary>
public sealed unsafe class ClsactFilter : IDisposable
{
    readonly int interfaceIndex;
    readonly TcDirection direction;
    readonly uint handle;
    readonly ushort priority;
    readonly ClsactQdisc qdisc;
    bool disposed;

    ClsactFilter(int interfaceIndex, TcDirection direction, uint handle, ushort priority, uint programId, ClsactQdisc qdisc)
    {
        this.interfaceIndex = interfaceIndex;
        this.direction = direction;
        this.handle = handle;
        this.priority = priority;
        this.qdisc = qdisc;
        ProgramId = programId;
    }

    /// <summary>The kernel's number for the program.</summary>
    public uint ProgramId { get; }

    /// <summary>Whether the qdisc is removed with the last filter on it.</summary>
    public bool OwnsQdisc => qdisc.IsOwned;

    /// <summary>
    /// Attaches a program to an interface of the calling thread's network namespace, creating the clsact qdisc if there is none.
    /// A BPF filter that has the same handle and priority is replaced.
    /// </summary>
    /// <param name="program">A TC program, loaded. To let the next one see the packet, it must return -1 (TC_ACT_UNSPEC).</param>
    /// <param name="interfaceIndex">The interface.</param>
    /// <param name="direction">Which packets it shall see.</param>
    /// <param name="handle">The filter's number, from 1.</param>
    /// <param name="priority">The filter's place among others, from 1; the lowest runs first.</param>
    /// <param name="ownsQdisc">The qdisc, if there is one, was created by an earlier process of the caller's.</param>
    /// <exception cref="BpfException">The kernel refused; the interface may be gone (ENODEV).</exception>
    public static ClsactFilter Attach(
        BpfProgram program, int interfaceIndex, TcDirection direction, uint handle, ushort priority, bool ownsQdisc = false)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentOutOfRangeException.ThrowIfZero(handle);
        ArgumentOutOfRangeException.ThrowIfZero(priority);
        var operation = $"attach {program.Name} to {InterfaceName.Of(interfaceIndex)} (clsact {Describe(direction)})";
        ClsactQdisc qdisc = ClsactQdisc.Ensure(interfaceIndex, operation, ownsQdisc);
        using NativeLog.Scope log = NativeLog.Capture();
        TcHook hook = TcHook.Of(interfaceIndex, (int)direction);
        TcOptions options = TcOptions.Of(handle, priority);
        options.ProgramFd = program.Fd;
        options.Flags = TcOptions.Replace;
        var result = Native.bpf_tc_attach(&hook, &options);
        GC.KeepAlive(program);
        if (result < 0)
        {
            qdisc.RemoveIfUnused();
            Failure.Throw(operation, result, NativeLogText.Reason(log.Text), log.Text);
        }

        return new ClsactFilter(interfaceIndex, direction, handle, priority, options.ProgramId, qdisc);
    }

    /// <summary>Looks for a BPF filter, for instance one that a killed process left.</summary>
    /// <param name="interfaceIndex">The interface.</param>
    /// <param name="direction">Ingress or egress.</param>
    /// <param name="handle">The filter's number.</param>
    /// <param name="priority">The filter's priority.</param>
    /// <param name="programId">The kernel's number for its program.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static bool TryFind(int interfaceIndex, TcDirection direction, uint handle, ushort priority, out uint programId)
    {
        BpfLibrary.EnsureLoaded();
        using NativeLog.Scope log = NativeLog.Capture();
        TcHook hook = TcHook.Of(interfaceIndex, (int)direction);
        TcOptions options = TcOptions.Of(handle, priority);
        var found = Native.bpf_tc_query(&hook, &options) == 0;
        programId = found ? options.ProgramId : 0;
        return found;
    }

    /// <summary>Asks which BPF filters a hook has, whoever made them. It needs no privilege.</summary>
    /// <returns>The filters in the order in which they run; none if there is no clsact qdisc.</returns>
    public static IReadOnlyList<ClsactFilterInfo> Query(int interfaceIndex, TcDirection direction) =>
        TcFilters.List(interfaceIndex, direction);

    /// <summary>Removes a filter by its number and priority, whoever made it.</summary>
    /// <param name="interfaceIndex">The interface.</param>
    /// <param name="direction">Ingress or egress.</param>
    /// <param name="handle">The filter's number.</param>
    /// <param name="priority">The filter's priority.</param>
    /// <param name="ownsQdisc">
    /// The qdisc was created by an earlier process of the caller's: it goes with the last filter on it. Else it stays.
    /// </param>
    /// <returns>Whether there was such a filter.</returns>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static bool Remove(int interfaceIndex, TcDirection direction, uint handle, ushort priority, bool ownsQdisc = false)
    {
        BpfLibrary.EnsureLoaded();
        using NativeLog.Scope log = NativeLog.Capture();
        TcHook hook = TcHook.Of(interfaceIndex, (int)direction);
        TcOptions options = TcOptions.Of(handle, priority);
        var removed = Native.bpf_tc_detach(&hook, &options) == 0;
        if (ownsQdisc)
        {
            ClsactQdisc.Owned(interfaceIndex).RemoveIfUnused();
        }

        return removed;
    }

    /// <summary>
    /// Detaches the program, unless another took its place, and removes the clsact qdisc if this process created it and no
    /// filter is left on it. Must be called in the network namespace of <see cref="Attach"/>; elsewhere it does nothing.
    /// </summary>
    public void Dispose()
    {
        if (disposed || !qdisc.IsOfThisNamespace)
        {
            return;
        }

        disposed = true;
        if (TryFind(interfaceIndex, direction, handle, priority, out var programId) && programId == ProgramId)
        {
            Remove(interfaceIndex, direction, handle, priority);
        }

        qdisc.RemoveIfUnused();
    }

    static string Describe(TcDirection direction) => direction == TcDirection.Ingress ? "ingress" : "egress";
}
