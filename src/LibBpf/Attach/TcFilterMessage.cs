// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using System.Text;

namespace LibBpf;

/// <summary>Reads what rtnetlink says of one filter: struct tcmsg, then attributes.</summary>
static class TcFilterMessage
{
    const int MessageSize = 20; // struct tcmsg
    const int HandleOffset = 8;
    const int InfoOffset = 16; // priority in the upper half
    const int AttributeHeader = 4; // struct rtattr
    const ushort NestedMask = 0x3fff; // without NLA_F_NESTED and NLA_F_NET_BYTEORDER
    const ushort Kind = 1; // TCA_KIND
    const ushort Options = 2; // TCA_OPTIONS
    const ushort BpfName = 7; // TCA_BPF_NAME
    const ushort BpfId = 11; // TCA_BPF_ID

    /// <summary>False for filters of another kind, and for the head of a chain, which is no filter.</summary>
    public static bool TryRead(ReadOnlySpan<byte> message, out ClsactFilterInfo filter)
    {
        filter = default;
        if (message.Length < MessageSize)
        {
            return false;
        }

        var handle = MemoryMarshal.Read<uint>(message[HandleOffset..]);
        var priority = (ushort)(MemoryMarshal.Read<uint>(message[InfoOffset..]) >> 16);
        var attributes = message[MessageSize..];
        if (handle == 0 || Text(Find(attributes, Kind)) != "bpf")
        {
            return false;
        }

        var options = Find(attributes, Options);
        var id = Find(options, BpfId) is { Length: >= sizeof(uint) } bytes ? MemoryMarshal.Read<uint>(bytes) : 0;
        filter = new(handle, priority, id, Text(Find(options, BpfName)));
        return true;
    }

    static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> attributes, ushort wanted)
    {
        while (attributes.Length >= AttributeHeader)
        {
            var size = MemoryMarshal.Read<ushort>(attributes);
            var type = (ushort)(MemoryMarshal.Read<ushort>(attributes[2..]) & NestedMask);
            if (size < AttributeHeader || size > attributes.Length)
            {
                break;
            }

            if (type == wanted)
            {
                return attributes[AttributeHeader..size];
            }

            attributes = attributes[Math.Min(size + 3 & ~3, attributes.Length)..];
        }

        return default;
    }

    static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes.TrimEnd((byte)0));
}
