// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf;

/// <summary>The fields of struct __sk_buff that a test run of a TC program takes and gives back.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
public struct SkBuffContext
{
    /// <summary>mark.</summary>
    [field: FieldOffset(8)]
    public uint Mark { readonly get; set; }

    /// <summary>priority.</summary>
    [field: FieldOffset(32)]
    public uint Priority { readonly get; set; }

    /// <summary>ingress_ifindex.</summary>
    [field: FieldOffset(36)]
    public uint IngressInterface { readonly get; set; }

    /// <summary>ifindex; 0 means the loopback interface.</summary>
    [field: FieldOffset(40)]
    public uint Interface { readonly get; set; }

    /// <summary>cb, five words of the program's own.</summary>
    [field: FieldOffset(48)]
    public SkBuffControl Control { readonly get; set; }

    /// <summary>tstamp, nanoseconds.</summary>
    [field: FieldOffset(152)]
    public ulong Timestamp { readonly get; set; }

    /// <summary>wire_len; 0 means the packet's length.</summary>
    [field: FieldOffset(160)]
    public uint WireLength { readonly get; set; }

    /// <summary>gso_segs.</summary>
    [field: FieldOffset(164)]
    public uint Segments { readonly get; set; }

    /// <summary>gso_size.</summary>
    [field: FieldOffset(176)]
    public uint SegmentSize { readonly get; set; }
}
