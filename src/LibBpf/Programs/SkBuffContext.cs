// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf;

/// <summary>The fields of struct __sk_buff that a test run of a TC program takes and gives back.</summary>
[StructLayout(LayoutKind.Explicit, Size = 192)]
public struct SkBuffContext
{
    [FieldOffset(8)]
    uint _mark;

    [FieldOffset(32)]
    uint _priority;

    [FieldOffset(36)]
    uint _ingressInterface;

    [FieldOffset(40)]
    uint _interface;

    [FieldOffset(48)]
    SkBuffControl _control;

    [FieldOffset(152)]
    ulong _timestamp;

    [FieldOffset(160)]
    uint _wireLength;

    [FieldOffset(164)]
    uint _segments;

    [FieldOffset(176)]
    uint _segmentSize;

    /// <summary>mark.</summary>
    public uint Mark { readonly get => _mark; set => _mark = value; }

    /// <summary>priority.</summary>
    public uint Priority { readonly get => _priority; set => _priority = value; }

    /// <summary>ingress_ifindex.</summary>
    public uint IngressInterface { readonly get => _ingressInterface; set => _ingressInterface = value; }

    /// <summary>ifindex; 0 means the loopback interface.</summary>
    public uint Interface { readonly get => _interface; set => _interface = value; }

    /// <summary>cb, five words of the program's own.</summary>
    public SkBuffControl Control { readonly get => _control; set => _control = value; }

    /// <summary>tstamp, nanoseconds.</summary>
    public ulong Timestamp { readonly get => _timestamp; set => _timestamp = value; }

    /// <summary>wire_len; 0 means the packet's length.</summary>
    public uint WireLength { readonly get => _wireLength; set => _wireLength = value; }

    /// <summary>gso_segs.</summary>
    public uint Segments { readonly get => _segments; set => _segments = value; }

    /// <summary>gso_size.</summary>
    public uint SegmentSize { readonly get => _segmentSize; set => _segmentSize = value; }
}
