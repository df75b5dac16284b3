// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

public sealed unsafe partial class BpfMap
{
    /// <summary>
    /// Where loading pins the map on a bpffs, or null. A map that is already pinned there is taken over with its content;
    /// if its shape differs, loading fails with EINVAL. Can be set until the object is loaded.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set after load.</exception>
    public string? PinPath
    {
        get => Marshal.PtrToStringUTF8((nint)Native.bpf_map__pin_path(Pointer));
        set
        {
            Owner.ThrowIfLoaded($"set pin path of map {Name}");
            Failure.Check(Native.bpf_map__set_pin_path(Pointer, value), "set pin path of a map");
        }
    }

    /// <summary>Pins the map, so that it outlives the process. Deleting the file unpins it.</summary>
    /// <param name="path">A new file on a mounted bpffs.</param>
    /// <exception cref="BpfException">
    /// The file exists (EEXIST), is not on a bpffs (EPERM), or its directory is missing (ENOENT).
    /// </exception>
    public void Pin(string path)
    {
        Pinning.Pin(Fd, path, $"map {Name}");
        GC.KeepAlive(this);
    }

    /// <summary>Lets loading take over the map pinned at <paramref name="path"/> instead of creating one.</summary>
    /// <param name="path">A pin.</param>
    /// <param name="readOnly">The kernel refuses to write through it: for an object that is never loaded.</param>
    /// <exception cref="BpfException">Nothing is pinned there (ENOENT), or it has another shape.</exception>
    /// <exception cref="InvalidOperationException">The object is loaded.</exception>
    public void ReusePinned(string path, bool readOnly = false)
    {
        using BpfFileDescriptor fd = Pinning.Get(path, $"map {Name}", readOnly);
        ReuseFd((int)fd.DangerousGetHandle());
    }

    /// <summary>Lets loading take over an existing map instead of creating one. The descriptor is duplicated.</summary>
    /// <exception cref="BpfException">The descriptor is no map.</exception>
    /// <exception cref="InvalidOperationException">The object is loaded.</exception>
    public void ReuseFd(int fileDescriptor)
    {
        Owner.ThrowIfLoaded($"reuse another map as {Name}");
        var result = Native.bpf_map__reuse_fd(Pointer, fileDescriptor);
        if (result < 0)
        {
            Failure.Throw($"reuse another map as {Name}", result);
        }
    }
}
