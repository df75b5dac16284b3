// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf;

/// <summary>The fields of struct xdp_md that a test run of an XDP program takes and gives back.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
public struct XdpContext
{
    /// <summary>data: how many bytes of the given packet are metadata in front of the real one.</summary>
    [field: FieldOffset(0)]
    public uint Data { readonly get; set; }

    /// <summary>data_end: the end of the packet; 0 means the length of the bytes given.</summary>
    [field: FieldOffset(4)]
    public uint DataEnd { readonly get; set; }

    /// <summary>ingress_ifindex; 0 means none.</summary>
    [field: FieldOffset(12)]
    public uint IngressInterface { readonly get; set; }

    /// <summary>rx_queue_index of that interface.</summary>
    [field: FieldOffset(16)]
    public uint ReceiveQueue { readonly get; set; }
}
