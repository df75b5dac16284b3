// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

/// <summary>Attaches TC programs by TCX (Linux 6.6), where any number of programs share a hook.</summary>
public static unsafe class TcxLink
{
    const int MostPrograms = 64;

    // r0 = TCX_NEXT; exit
    static readonly ulong[] passInstructions = [0xffff_ffff_0000_00b7, 0x95];

    /// <summary>Attaches a program behind those already there, on an interface of the calling thread's network namespace.</summary>
    /// <param name="program">A TC program, loaded. To let the next one see the packet, it must return -1 (TCX_NEXT).</param>
    /// <param name="interfaceIndex">The interface.</param>
    /// <param name="direction">Which packets it shall see.</param>
    /// <exception cref="BpfException">
    /// The kernel has no TCX (<see cref="BpfException.IsNotSupported"/>; <see cref="ClsactFilter"/> works there),
    /// or the interface is gone (ENODEV).
    /// </exception>
    public static BpfLink Attach(BpfProgram program, int interfaceIndex, TcDirection direction)
    {
        ArgumentNullException.ThrowIfNull(program);
        BpfLink link = Attach(program.Fd, program.Name, interfaceIndex, direction);
        GC.KeepAlive(program);
        return link;
    }

    /// <summary>
    /// Attaches a program that lets every packet pass, in the place of one that is to come by <see cref="BpfLink.Update"/>:
    /// attaching waits for all that runs in the kernel, some ten milliseconds, and exchanging does not.
    /// </summary>
    /// <param name="interfaceIndex">The interface.</param>
    /// <param name="direction">Which packets pass it.</param>
    /// <exception cref="BpfException">As <see cref="Attach(BpfProgram, int, TcDirection)"/>.</exception>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static BpfLink Reserve(int interfaceIndex, TcDirection direction)
    {
        const string name = "pass";
        BpfLibrary.EnsureLoaded();
        fixed (ulong* instructions = passInstructions)
        {
            var program = Native.bpf_prog_load(
                BpfProgramType.SchedulerClassifier, name, "GPL", instructions, (nuint)passInstructions.Length, null);
            if (program < 0)
            {
                Failure.Throw($"load program {name}", program);
            }

            using var descriptor = new BpfFileDescriptor(program);
            return Attach(program, name, interfaceIndex, direction);
        }
    }

    /// <summary>Asks which TCX programs an interface has, in the order in which they run.</summary>
    /// <returns>The kernel's numbers for them.</returns>
    /// <exception cref="BpfException">The kernel has no TCX, or the interface is gone (ENODEV).</exception>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static IReadOnlyList<uint> Query(int interfaceIndex, TcDirection direction)
    {
        BpfLibrary.EnsureLoaded();
        var ids = stackalloc uint[MostPrograms];
        uint count = MostPrograms;
        var result = QueryPrograms(interfaceIndex, direction, ids, &count);
        if (result < 0)
        {
            var operation = $"ask for TCX {Describe(direction)} programs of {InterfaceName.Of(interfaceIndex)}";
            ThrowFailure(operation, result, interfaceIndex, direction);
        }

        return new ReadOnlySpan<uint>(ids, (int)count).ToArray();
    }

    static BpfLink Attach(int program, string name, int interfaceIndex, TcDirection direction)
    {
        var fd = Native.bpf_link_create(program, interfaceIndex, TypeOf(direction), null);
        var where = $"{InterfaceName.Of(interfaceIndex)} (TCX {Describe(direction)})";
        if (fd < 0)
        {
            ThrowFailure($"attach {name} to {where}", fd, interfaceIndex, direction);
        }

        return new BpfLink(fd, $"{name} on {where}");
    }

    static int QueryPrograms(int interfaceIndex, TcDirection direction, uint* ids, uint* count)
    {
        ProgramQueryOptions options = new()
        {
            Size = (nuint)sizeof(ProgramQueryOptions),
            ProgramIds = ids,
            ProgramCount = *count,
        };
        var result = Native.bpf_prog_query_opts(interfaceIndex, TypeOf(direction), &options);
        *count = options.ProgramCount;
        return result;
    }

    static AttachType TypeOf(TcDirection direction) => direction switch
    {
        TcDirection.Ingress => AttachType.TcxIngress,
        TcDirection.Egress => AttachType.TcxEgress,
        _ => throw new ArgumentOutOfRangeException(nameof(direction)),
    };

    static string Describe(TcDirection direction) => direction == TcDirection.Ingress ? "ingress" : "egress";

    static void ThrowFailure(string operation, int result, int interfaceIndex, TcDirection direction)
    {
        var error = (Errno)(-result);
        var notSupported = error == Errno.EINVAL && !IsSupported(interfaceIndex, direction);
        var reason = notSupported ? DescribeKernel() : error == Errno.ENODEV ? "there is no such interface" : null;
        Failure.Throw(operation, result, reason, notSupported: notSupported);
    }

    /// <summary>Attaching has many reasons for EINVAL; a mere question has it only where TCX is unknown.</summary>
    static bool IsSupported(int interfaceIndex, TcDirection direction)
    {
        uint count = 0;
        return QueryPrograms(interfaceIndex, direction, null, &count) != -(int)Errno.EINVAL;
    }

    static string DescribeKernel() => Kernel.IsOlderThan(6, 6)
        ? $"TCX needs Linux 6.6; this is {Kernel.Version}"
        : "this kernel was built without TCX (CONFIG_NET_XGRESS)";
}
