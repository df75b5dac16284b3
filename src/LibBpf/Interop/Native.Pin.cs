// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

static unsafe partial class Native
{
    // int bpf_obj_pin(int fd, const char *pathname);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int bpf_obj_pin(int fd, string path);

    // int bpf_obj_get_opts(const char *pathname, const struct bpf_obj_get_opts *opts);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int bpf_obj_get_opts(string path, ObjectGetOptions* options);

    // int bpf_map__set_pin_path(struct bpf_map *map, const char *path);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int bpf_map__set_pin_path(nint map, string? path);

    // const char *bpf_map__pin_path(const struct bpf_map *map);
    [LibraryImport(Library)]
    public static partial byte* bpf_map__pin_path(nint map);
}
