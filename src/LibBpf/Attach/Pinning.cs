// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

static class Pinning
{
    public static void Pin(int fd, string path, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var result = Native.bpf_obj_pin(fd, path);
        if (result < 0)
        {
            var reason = (Errno)(-result) switch
            {
                Errno.EPERM => "that place is not on a mounted bpffs",
                Errno.ENOENT => "the directory does not exist",
                Errno.EEXIST => "the file already exists",
                _ => null,
            };
            Failure.Throw($"pin {name} at {path}", result, reason);
        }
    }

    public static BpfFileDescriptor Get(string path, string name, bool readOnly = false) => new(GetFd(path, name, readOnly));

    public static unsafe int GetFd(string path, string name, bool readOnly = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ObjectGetOptions options = new() { Size = (nuint)sizeof(ObjectGetOptions), FileFlags = readOnly ? ObjectGetOptions.ReadOnly : 0 };
        var fd = Native.bpf_obj_get_opts(path, &options);
        if (fd < 0)
        {
            var reason = (Errno)(-fd) switch
            {
                Errno.ENOENT => "nothing is pinned there",
                Errno.EACCES => "that file is not a pinned BPF object, or may not be read",
                _ => null,
            };
            Failure.Throw($"open {name} pinned at {path}", fd, reason);
        }

        return fd;
    }
}
