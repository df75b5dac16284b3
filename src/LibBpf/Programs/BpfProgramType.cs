// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>What a program may be attached to (enum bpf_prog_type); values the kernel adds later are passed on.</summary>
public enum BpfProgramType
{
    /// <summary>Not told.</summary>
    Unspecified = 0,

    /// <summary>A filter of a socket.</summary>
    SocketFilter = 1,

    /// <summary>A kprobe, uprobe or USDT probe.</summary>
    Kprobe = 2,

    /// <summary>A TC or TCX classifier.</summary>
    SchedulerClassifier = 3,

    /// <summary>A TC action.</summary>
    SchedulerAction = 4,

    /// <summary>A tracepoint.</summary>
    Tracepoint = 5,

    /// <summary>Packets at a device's receive path.</summary>
    Xdp = 6,

    /// <summary>A perf event.</summary>
    PerfEvent = 7,

    /// <summary>Packets of a cgroup.</summary>
    CgroupSkb = 8,

    /// <summary>Creation of a cgroup's sockets.</summary>
    CgroupSocket = 9,

    /// <summary>A lightweight tunnel's input.</summary>
    LightweightTunnelIn = 10,

    /// <summary>A lightweight tunnel's output.</summary>
    LightweightTunnelOut = 11,

    /// <summary>A lightweight tunnel's transmit path.</summary>
    LightweightTunnelTransmit = 12,

    /// <summary>Events of TCP sockets.</summary>
    SocketOperations = 13,

    /// <summary>Stream parser and verdict of a socket map.</summary>
    SkSkb = 14,

    /// <summary>Device access of a cgroup.</summary>
    CgroupDevice = 15,

    /// <summary>Messages sent on sockets of a socket map.</summary>
    SkMessage = 16,

    /// <summary>A tracepoint with raw arguments.</summary>
    RawTracepoint = 17,

    /// <summary>Addresses that a cgroup's sockets bind or connect to.</summary>
    CgroupSocketAddress = 18,

    /// <summary>A local segment of IPv6 segment routing.</summary>
    LightweightTunnelSegment6 = 19,

    /// <summary>Infrared remote control.</summary>
    LircMode2 = 20,

    /// <summary>Choice among sockets of a reuse-port group.</summary>
    SocketReusePort = 21,

    /// <summary>The flow dissector.</summary>
    FlowDissector = 22,

    /// <summary>Sysctl access of a cgroup.</summary>
    CgroupSysctl = 23,

    /// <summary>A raw tracepoint whose context may be written.</summary>
    RawTracepointWritable = 24,

    /// <summary>Socket options of a cgroup.</summary>
    CgroupSocketOption = 25,

    /// <summary>Entry or exit of a kernel function, or an iterator.</summary>
    Tracing = 26,

    /// <summary>A table of kernel callbacks.</summary>
    StructOperations = 27,

    /// <summary>A replacement for another program's function.</summary>
    Extension = 28,

    /// <summary>A hook of the security modules.</summary>
    SecurityModule = 29,

    /// <summary>Choice of a socket for a packet.</summary>
    SocketLookup = 30,

    /// <summary>May itself make system calls.</summary>
    SystemCall = 31,

    /// <summary>A netfilter hook.</summary>
    Netfilter = 32,
}
