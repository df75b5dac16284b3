// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

/// <summary>Attaches XDP programs (Linux 5.9).</summary>
public static unsafe class XdpLink
{
    const string NoSuchInterface = "there is no such interface";

    /// <summary>Attaches a program to an interface of the calling thread's network namespace.</summary>
    /// <param name="program">An XDP program, loaded.</param>
    /// <param name="interfaceIndex">The interface.</param>
    /// <param name="mode">Where it shall run.</param>
    /// <exception cref="BpfException">
    /// Another program is there (EBUSY, or EEXIST if it runs in another mode; the message names it), the driver can't
    /// (<see cref="BpfException.IsNotSupported"/>), or the interface is gone (ENODEV).
    /// </exception>
    public static BpfLink Attach(BpfProgram program, int interfaceIndex, XdpMode mode = XdpMode.DriverDefault)
    {
        ArgumentNullException.ThrowIfNull(program);
        LinkCreateOptions options = new() { Size = (nuint)sizeof(LinkCreateOptions), Flags = (uint)mode };
        var fd = Native.bpf_link_create(program.Fd, interfaceIndex, AttachType.Xdp, &options);
        GC.KeepAlive(program);
        var where = $"{InterfaceName.Of(interfaceIndex)} ({Describe(mode)})";
        if (fd < 0)
        {
            ThrowAttachFailure($"attach {program.Name} to {where}", fd, interfaceIndex);
        }

        return new BpfLink(fd, $"{program.Name} on {where}");
    }

    /// <summary>Asks which XDP programs an interface has.</summary>
    /// <exception cref="BpfException">The interface is gone (ENODEV).</exception>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static XdpStatus Query(int interfaceIndex)
    {
        BpfLibrary.EnsureLoaded();
        var result = TryQuery(interfaceIndex, out XdpStatus status);
        if (result < 0)
        {
            var reason = result == -(int)Errno.ENODEV ? NoSuchInterface : null;
            Failure.Throw($"ask for XDP programs of {InterfaceName.Of(interfaceIndex)}", result, reason);
        }

        return status;
    }

    static int TryQuery(int interfaceIndex, out XdpStatus status)
    {
        // libbpf finds nothing on an interface that does not exist, and calls that success.
        if (!InterfaceName.Exists(interfaceIndex))
        {
            status = default;
            return -(int)Errno.ENODEV;
        }

        using NativeLog.Scope log = NativeLog.Capture();
        XdpQueryOptions options = new() { Size = (nuint)sizeof(XdpQueryOptions) };
        var result = Native.bpf_xdp_query(interfaceIndex, 0, &options);
        status = new XdpStatus(options.NativeProgramId, options.GenericProgramId, options.HardwareProgramId);
        return result;
    }

    static string Describe(XdpMode? mode) => mode switch
    {
        XdpMode.Native => "native XDP",
        XdpMode.Generic => "generic XDP",
        XdpMode.Hardware => "hardware XDP",
        _ => "XDP",
    };

    static void ThrowAttachFailure(string operation, int result, int interfaceIndex)
    {
        if (result == -(int)Errno.EINVAL && !InterfaceName.Exists(interfaceIndex))
        {
            result = -(int)Errno.ENODEV;
        }

        var error = (Errno)(-result);
        var notSupported = error is Errno.ERANGE or Errno.ENOSPC;
        var reason = error switch
        {
            Errno.EBUSY or Errno.EEXIST => DescribeHolder(interfaceIndex),
            Errno.EOPNOTSUPP => "native XDP is not supported by the driver",
            Errno.ERANGE => "the MTU is too large for a program without frags (section \"xdp.frags\")",
            Errno.ENOSPC => "the interface has too few receive queues for native XDP",
            Errno.ENODEV => NoSuchInterface,
            _ => null,
        };
        if (error == Errno.EINVAL && Kernel.IsOlderThan(5, 9))
        {
            notSupported = true;
            reason = $"XDP links need Linux 5.9; this is {Kernel.Version}";
        }

        Failure.Throw(operation, result, reason, notSupported: notSupported);
    }

    static string DescribeHolder(int interfaceIndex)
    {
        if (TryQuery(interfaceIndex, out XdpStatus status) < 0 || !status.IsAttached)
        {
            return "another XDP program is there";
        }

        var name = BpfProgramInfo.TryGet(status.ProgramId, out BpfProgramInfo? info) ? $" '{info.Name}'" : "";
        return $"XDP program {status.ProgramId}{name} is already there ({Describe(status.Mode)})";
    }
}
