// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// Asks rtnetlink whether a clsact hook has filters of any kind, which libbpf can only answer for a filter whose number is known.
/// </summary>
static unsafe class TcFilters
{
    const int AddressFamilyNetlink = 16;
    const int SocketRawCloseOnExec = 3 | 0x80000;
    const ushort GetFilter = 46; // RTM_GETTFILTER
    const ushort NewFilter = 44; // RTM_NEWTFILTER
    const ushort Done = 3; // NLMSG_DONE
    const ushort Error = 2; // NLMSG_ERROR
    const ushort RequestDump = 1 | 0x300; // NLM_F_REQUEST | NLM_F_DUMP
    const int HeaderSize = 16; // struct nlmsghdr
    const int RequestSize = HeaderSize + 20; // + struct tcmsg

    // Parents of the two hooks: TC_H_CLSACT with minor TC_H_MIN_INGRESS, TC_H_MIN_EGRESS.
    const uint IngressParent = 0xFFFFFFF2;
    const uint EgressParent = 0xFFFFFFF3;

    /// <summary>True as well when the kernel gives no answer: then nothing is removed.</summary>
    public static bool Any(int interfaceIndex, TcDirection direction) =>
        !TryDump(interfaceIndex, direction, static _ => true, out var any) || any;

    /// <summary>The BPF filters of the hook; none when the kernel gives no answer.</summary>
    public static IReadOnlyList<ClsactFilterInfo> List(int interfaceIndex, TcDirection direction)
    {
        var filters = new List<ClsactFilterInfo>();
        TryDump(
            interfaceIndex,
            direction,
            message =>
            {
                if (TcFilterMessage.TryRead(message, out var filter))
                {
                    filters.Add(filter);
                }

                return false;
            },
            out _);
        return filters;
    }

    /// <summary>Shows each filter's message to a visitor, who may have seen enough.</summary>
    static bool TryDump(int interfaceIndex, TcDirection direction, TcFilterVisitor visit, out bool enough)
    {
        enough = false;
        var fd = Native.socket(AddressFamilyNetlink, SocketRawCloseOnExec, protocol: 0);
        if (fd < 0)
        {
            return false;
        }

        using var socket = new BpfFileDescriptor(fd);
        Span<byte> request = stackalloc byte[RequestSize];
        Write(request, interfaceIndex, direction == TcDirection.Ingress ? IngressParent : EgressParent);
        fixed (byte* pointer = request)
        {
            return Native.send(socket, pointer, RequestSize, 0) == RequestSize && ReadAnswer(socket, visit, ref enough);
        }
    }

    static void Write(Span<byte> request, int interfaceIndex, uint parent)
    {
        request.Clear();
        MemoryMarshal.Write(request, RequestSize); // nlmsg_len
        MemoryMarshal.Write(request[4..], GetFilter); // nlmsg_type
        MemoryMarshal.Write(request[6..], RequestDump); // nlmsg_flags
        MemoryMarshal.Write(request[(HeaderSize + 4)..], interfaceIndex); // tcm_ifindex
        MemoryMarshal.Write(request[(HeaderSize + 12)..], parent); // tcm_parent
    }

    static bool ReadAnswer(BpfFileDescriptor socket, TcFilterVisitor visit, ref bool enough)
    {
        var buffer = new byte[32 * 1024];
        while (true)
        {
            nint length;
            fixed (byte* pointer = buffer)
            {
                length = Native.recv(socket, pointer, (nuint)buffer.Length, 0);
            }

            if (length < 0 && Marshal.GetLastPInvokeError() == (int)Errno.EINTR)
            {
                continue;
            }

            if (length < HeaderSize)
            {
                return false;
            }

            var rest = buffer.AsSpan(0, (int)length);
            while (rest.Length >= HeaderSize)
            {
                var size = MemoryMarshal.Read<int>(rest);
                var type = MemoryMarshal.Read<ushort>(rest[4..]);
                if (type is Done or Error || size < HeaderSize || size > rest.Length)
                {
                    return type == Done;
                }

                if (type == NewFilter && (enough = visit(rest[HeaderSize..size])))
                {
                    return true;
                }

                rest = rest[Math.Min(size + 3 & ~3, rest.Length)..];
            }
        }
    }
}
