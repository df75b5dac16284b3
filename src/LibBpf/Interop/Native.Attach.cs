// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf.Interop;

static unsafe partial class Native
{
    // int bpf_link_create(int prog_fd, int target_fd, enum bpf_attach_type attach_type, const struct bpf_link_create_opts *opts);
    [LibraryImport(Library)]
    public static partial int bpf_link_create(int programFd, int target, AttachType type, LinkCreateOptions* options);

    // int bpf_link_update(int link_fd, int new_prog_fd, const struct bpf_link_update_opts *opts);
    [LibraryImport(Library)]
    public static partial int bpf_link_update(BpfFileDescriptor link, int programFd, void* options);

    // int bpf_link_detach(int link_fd);
    [LibraryImport(Library)]
    public static partial int bpf_link_detach(BpfFileDescriptor link);

    // int bpf_xdp_query(int ifindex, int flags, struct bpf_xdp_query_opts *opts);
    [LibraryImport(Library)]
    public static partial int bpf_xdp_query(int interfaceIndex, int flags, XdpQueryOptions* options);

    // int bpf_prog_query_opts(int target_fd, enum bpf_attach_type type, struct bpf_prog_query_opts *opts);
    [LibraryImport(Library)]
    public static partial int bpf_prog_query_opts(int target, AttachType type, ProgramQueryOptions* options);

    // int bpf_tc_hook_create(struct bpf_tc_hook *hook);
    [LibraryImport(Library)]
    public static partial int bpf_tc_hook_create(TcHook* hook);

    // int bpf_tc_hook_destroy(struct bpf_tc_hook *hook);
    [LibraryImport(Library)]
    public static partial int bpf_tc_hook_destroy(TcHook* hook);

    // int bpf_tc_attach(const struct bpf_tc_hook *hook, struct bpf_tc_opts *opts);
    [LibraryImport(Library)]
    public static partial int bpf_tc_attach(TcHook* hook, TcOptions* options);

    // int bpf_tc_detach(const struct bpf_tc_hook *hook, const struct bpf_tc_opts *opts);
    [LibraryImport(Library)]
    public static partial int bpf_tc_detach(TcHook* hook, TcOptions* options);

    // int bpf_tc_query(const struct bpf_tc_hook *hook, struct bpf_tc_opts *opts);
    [LibraryImport(Library)]
    public static partial int bpf_tc_query(TcHook* hook, TcOptions* options);
}
