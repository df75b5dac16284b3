// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// Holds a program on its hook. Without a pin the program is detached when the link is disposed or the process ends,
/// however it ends.
/// </summary>
public sealed unsafe class BpfLink : IDisposable
{
    readonly BpfFileDescriptor fd;
    readonly string name;

    internal BpfLink(int fd, string name)
    {
        this.fd = new BpfFileDescriptor(fd);
        this.name = name;
    }

    int Fd
    {
        get
        {
            ObjectDisposedException.ThrowIf(fd.IsClosed, this);
            return (int)fd.DangerousGetHandle();
        }
    }

    /// <summary>Takes over a pinned link.</summary>
    /// <exception cref="BpfException">Nothing is pinned there (ENOENT).</exception>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static BpfLink Open(string path)
    {
        BpfLibrary.EnsureLoaded();
        var name = $"link {path}";
        return new BpfLink(Pinning.GetFd(path, name), name);
    }

    /// <summary>Exchanges the program for another of the same kind; no packet passes without one of the two.</summary>
    /// <exception cref="BpfException">The kernel refused; ENOLINK means that the interface is gone.</exception>
    public void Update(BpfProgram program)
    {
        ArgumentNullException.ThrowIfNull(program);
        var result = Native.bpf_link_update(fd, program.Fd, null);
        GC.KeepAlive(program);
        if (result < 0)
        {
            Failure.Throw($"update {name} to program {program.Name}", result);
        }
    }

    /// <summary>Pins the link, so that it outlives the process. Deleting the file and disposing every holder detaches it.</summary>
    /// <param name="path">A new file on a mounted bpffs.</param>
    /// <exception cref="BpfException">
    /// The file exists (EEXIST), is not on a bpffs (EPERM), or its directory is missing (ENOENT).
    /// </exception>
    public void Pin(string path)
    {
        Pinning.Pin(Fd, path, name);
        GC.KeepAlive(this);
    }

    /// <summary>Detaches the program at once, pinned or not (Linux 5.9; for TCX as well).</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public void Detach()
    {
        var result = Native.bpf_link_detach(fd);
        if (result < 0)
        {
            Failure.Throw($"detach {name}", result);
        }
    }

    /// <summary>Asks the kernel about the link.</summary>
    /// <exception cref="BpfException">The kernel refused.</exception>
    public BpfLinkInfo GetInfo()
    {
        LinkInfo info = default;
        var length = (uint)sizeof(LinkInfo);
        var result = Native.bpf_obj_get_info_by_fd(Fd, &info, &length);
        GC.KeepAlive(this);
        if (result < 0)
        {
            Failure.Throw($"ask about {name}", result);
        }

        return new BpfLinkInfo(info.Id, info.ProgramId, (int)info.InterfaceIndex);
    }

    /// <summary>Lets go of the link; without a pin the program is detached.</summary>
    public void Dispose() => fd.Dispose();
}
