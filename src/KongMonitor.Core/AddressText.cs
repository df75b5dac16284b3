// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Net;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>Addresses and ports, given in network byte order, as <c>ip:port</c> or <c>[ip]:port</c>.</summary>
public static class AddressText
{
    /// <summary>The longest text: an IPv6 address in brackets, a colon, five digits.</summary>
    public const int MaxLength = 1 + 45 + 1 + 1 + 5;

    /// <summary>An end of the family that the address's length (4 or 16 bytes) tells.</summary>
    public static string Show(ReadOnlySpan<byte> address, ushort port)
    {
        Span<byte> shown = stackalloc byte[MaxLength];
        return System.Text.Encoding.ASCII.GetString(shown[..Format(address, port, shown)]);
    }

    /// <summary>The bytes of an address field that the family uses.</summary>
    public static ReadOnlySpan<byte> Used(ReadOnlySpan<byte> field, AddressFamily family) =>
        family == AddressFamily.Ipv4 ? field[..4] : field;

    /// <summary>Writes the text as ASCII and returns its length, at most <see cref="MaxLength"/>.</summary>
    public static int Format(ReadOnlySpan<byte> address, ushort port, Span<byte> shown)
    {
        var length = 0;
        if (address.Length == 4)
        {
            for (var i = 0; i < 4; i++)
            {
                length += WriteNumber(address[i], shown[length..]);
                shown[length++] = (byte)(i < 3 ? '.' : ':');
            }
        }
        else
        {
            shown[length++] = (byte)'[';
            new IPAddress(address).TryFormat(shown[length..], out var written);
            length += written;
            shown[length++] = (byte)']';
            shown[length++] = (byte)':';
        }

        return length + WriteNumber(BinaryPrimitives.ReverseEndianness(port), shown[length..]);
    }

    static int WriteNumber(ushort number, Span<byte> shown)
    {
        number.TryFormat(shown, out var written);
        return written;
    }
}
