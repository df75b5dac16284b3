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
            Failure.Throw($"pin {name} at {path}", result);
        }
    }

    public static BpfFileDescriptor Get(string path, string name) => new(GetFd(path, name));

    public static int GetFd(string path, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var fd = Native.bpf_obj_get(path);
        if (fd < 0)
        {
            Failure.Throw($"open {name} pinned at {path}", fd);
        }

        return fd;
    }
}
