// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

static unsafe partial class Native
{
    // const char *bpf_map__name(const struct bpf_map *map);
    [LibraryImport(Library)]
    public static partial byte* bpf_map__name(nint map);

    // int bpf_map__fd(const struct bpf_map *map);
    [LibraryImport(Library)]
    public static partial int bpf_map__fd(nint map);

    // int bpf_map__reuse_fd(struct bpf_map *map, int fd);
    [LibraryImport(Library)]
    public static partial int bpf_map__reuse_fd(nint map, int fd);

    // enum bpf_map_type bpf_map__type(const struct bpf_map *map);
    [LibraryImport(Library)]
    public static partial BpfMapType bpf_map__type(nint map);

    // __u32 bpf_map__key_size(const struct bpf_map *map);
    [LibraryImport(Library)]
    public static partial uint bpf_map__key_size(nint map);

    // __u32 bpf_map__value_size(const struct bpf_map *map);
    [LibraryImport(Library)]
    public static partial uint bpf_map__value_size(nint map);

    // __u32 bpf_map__max_entries(const struct bpf_map *map);
    [LibraryImport(Library)]
    public static partial uint bpf_map__max_entries(nint map);

    // int bpf_map__set_max_entries(struct bpf_map *map, __u32 max_entries);
    [LibraryImport(Library)]
    public static partial int bpf_map__set_max_entries(nint map, uint maxEntries);

    // bool bpf_map__autocreate(const struct bpf_map *map);
    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool bpf_map__autocreate(nint map);

    // int bpf_map__set_autocreate(struct bpf_map *map, bool autocreate);
    [LibraryImport(Library)]
    public static partial int bpf_map__set_autocreate(nint map, [MarshalAs(UnmanagedType.U1)] bool autocreate);

    // void *bpf_map__initial_value(struct bpf_map *map, size_t *psize);
    [LibraryImport(Library)]
    public static partial void* bpf_map__initial_value(nint map, nuint* size);

    // int bpf_map_lookup_elem_flags(int fd, const void *key, void *value, __u64 flags);
    [LibraryImport(Library)]
    public static partial int bpf_map_lookup_elem_flags(int fd, void* key, void* value, ulong flags);

    // int bpf_map_lookup_and_delete_elem(int fd, const void *key, void *value);
    [LibraryImport(Library)]
    public static partial int bpf_map_lookup_and_delete_elem(int fd, void* key, void* value);

    // int bpf_map_update_elem(int fd, const void *key, const void *value, __u64 flags);
    [LibraryImport(Library)]
    public static partial int bpf_map_update_elem(int fd, void* key, void* value, ulong flags);

    // int bpf_map_delete_elem(int fd, const void *key);
    [LibraryImport(Library)]
    public static partial int bpf_map_delete_elem(int fd, void* key);

    // int bpf_map_get_next_key(int fd, const void *key, void *next_key);
    [LibraryImport(Library)]
    public static partial int bpf_map_get_next_key(int fd, void* key, void* nextKey);

    // int bpf_map_lookup_batch(int fd, void *in_batch, void *out_batch, void *keys, void *values, __u32 *count,
    //                          const struct bpf_map_batch_opts *opts);
    [LibraryImport(Library)]
    public static partial int bpf_map_lookup_batch(
        int fd, void* inBatch, void* outBatch, void* keys, void* values, uint* count, MapBatchOptions* options);
}
