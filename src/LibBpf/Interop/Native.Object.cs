// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

static unsafe partial class Native
{
    // struct bpf_object *bpf_object__open_mem(const void *obj_buf, size_t obj_buf_sz, const struct bpf_object_open_opts *opts);
    [LibraryImport(Library, SetLastError = true)]
    public static partial BpfObjectHandle bpf_object__open_mem(void* image, nuint size, ObjectOpenOptions* options);

    // int bpf_object__load(struct bpf_object *obj);
    [LibraryImport(Library)]
    public static partial int bpf_object__load(BpfObjectHandle handle);

    // void bpf_object__close(struct bpf_object *object);
    [LibraryImport(Library)]
    public static partial void bpf_object__close(nint handle);

    // struct bpf_program *bpf_object__next_program(const struct bpf_object *obj, struct bpf_program *prog);
    [LibraryImport(Library)]
    public static partial nint bpf_object__next_program(BpfObjectHandle handle, nint previous);

    // struct bpf_map *bpf_object__next_map(const struct bpf_object *obj, const struct bpf_map *map);
    [LibraryImport(Library)]
    public static partial nint bpf_object__next_map(BpfObjectHandle handle, nint previous);

    // struct bpf_map *bpf_object__find_map_by_name(const struct bpf_object *obj, const char *name);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint bpf_object__find_map_by_name(BpfObjectHandle handle, string name);
}
