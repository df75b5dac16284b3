// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Net;
using System.Text;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Bytes of the maps and of messages to text and back.</summary>
static class Wire
{
    /// <summary>One byte a character, so that any byte can be written in a test.</summary>
    public static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    /// <summary>Without the NULs at its end; a NUL that the sender wrote stays.</summary>
    public static string Text(ReadOnlySpan<byte> field)
    {
        Assert.Equal(0, field[^1]);
        return Encoding.Latin1.GetString(field.TrimEnd((byte)0));
    }

    public static IPEndPoint EndPoint(ReadOnlySpan<byte> address, uint family, ushort networkPort)
    {
        var length = family == (uint)AddressFamily.Ipv4 ? 4 : 16;
        Assert.False(address[length..].ContainsAnyExcept((byte)0), "behind an IPv4 address are zeros");
        return new(new IPAddress(address[..length]), BinaryPrimitives.ReverseEndianness(networkPort));
    }

    public static IPEndPoint EndPoint(uint networkAddress, ushort networkPort) =>
        new(networkAddress, BinaryPrimitives.ReverseEndianness(networkPort));
}
