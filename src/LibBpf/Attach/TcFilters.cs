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
    public static bool Any(int interfaceIndex, TcDirection direction)
    {
        var fd = Native.socket(AddressFamilyNetlink, SocketRawCloseOnExec, protocol: 0);
        if (fd < 0)
        {
            return true;
        }

        using var socket = new BpfFileDescriptor(fd);
        Span<byte> request = stackalloc byte[RequestSize];
        Write(request, interfaceIndex, direction == TcDirection.Ingress ? IngressParent : EgressParent);
        fixed (byte* pointer = request)
        {
            if (Native.send(socket, pointer, RequestSize, 0) != RequestSize)
            {
                return true;
            }
        }

        return ReadAnswer(socket);
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

    static bool ReadAnswer(BpfFileDescriptor socket)
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
                return true;
            }

            var type = MemoryMarshal.Read<ushort>(buffer.AsSpan(4));
            if (type is NewFilter or Error)
            {
                return true;
            }

            if (type == Done)
            {
                return false;
            }
        }
    }
}
