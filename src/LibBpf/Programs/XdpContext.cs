// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace LibBpf;

/// <summary>The fields of struct xdp_md that a test run of an XDP program takes and gives back.</summary>
[StructLayout(LayoutKind.Explicit, Size = 24)]
public struct XdpContext
{
    [FieldOffset(0)]
    uint _data;

    [FieldOffset(4)]
    uint _dataEnd;

    [FieldOffset(12)]
    uint _ingressInterface;

    [FieldOffset(16)]
    uint _receiveQueue;

    /// <summary>data: how many bytes of the given packet are metadata in front of the real one.</summary>
    public uint Data { readonly get => _data; set => _data = value; }

    /// <summary>data_end: the end of the packet; 0 means the length of the bytes given.</summary>
    public uint DataEnd { readonly get => _dataEnd; set => _dataEnd = value; }

    /// <summary>ingress_ifindex; 0 means none.</summary>
    public uint IngressInterface { readonly get => _ingressInterface; set => _ingressInterface = value; }

    /// <summary>rx_queue_index of that interface.</summary>
    public uint ReceiveQueue { readonly get => _receiveQueue; set => _receiveQueue = value; }
}
