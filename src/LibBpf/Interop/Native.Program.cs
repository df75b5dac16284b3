// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

static unsafe partial class Native
{
    // const char *bpf_program__name(const struct bpf_program *prog);
    [LibraryImport(Library)]
    public static partial byte* bpf_program__name(nint program);

    // const char *bpf_program__section_name(const struct bpf_program *prog);
    [LibraryImport(Library)]
    public static partial byte* bpf_program__section_name(nint program);

    // enum bpf_prog_type bpf_program__type(const struct bpf_program *prog);
    [LibraryImport(Library)]
    public static partial BpfProgramType bpf_program__type(nint program);

    // int bpf_program__fd(const struct bpf_program *prog);
    [LibraryImport(Library)]
    public static partial int bpf_program__fd(nint program);

    // bool bpf_program__autoload(const struct bpf_program *prog);
    [LibraryImport(Library)]
    [return: MarshalAs(UnmanagedType.U1)]
    public static partial bool bpf_program__autoload(nint program);

    // int bpf_program__set_autoload(struct bpf_program *prog, bool autoload);
    [LibraryImport(Library)]
    public static partial int bpf_program__set_autoload(nint program, [MarshalAs(UnmanagedType.U1)] bool autoload);

    // int bpf_prog_load(enum bpf_prog_type prog_type, const char *prog_name, const char *license, const struct bpf_insn *insns, size_t insn_cnt, struct bpf_prog_load_opts *opts);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int bpf_prog_load(
        BpfProgramType type, string name, string license, ulong* instructions, nuint count, void* options);

    // int bpf_prog_test_run_opts(int prog_fd, struct bpf_test_run_opts *opts);
    [LibraryImport(Library)]
    public static partial int bpf_prog_test_run_opts(int programFd, TestRunOptions* options);

    // int bpf_prog_get_fd_by_id(__u32 id);
    [LibraryImport(Library)]
    public static partial int bpf_prog_get_fd_by_id(uint id);

    // int bpf_obj_get_info_by_fd(int bpf_fd, void *info, __u32 *info_len);
    [LibraryImport(Library)]
    public static partial int bpf_obj_get_info_by_fd(int fd, void* info, uint* length);

    // int bpf_enable_stats(enum bpf_stats_type type);
    [LibraryImport(Library)]
    public static partial int bpf_enable_stats(int type);
}
