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

    /// <summary>Up to the NUL; whatever is behind it must be NUL as well.</summary>
    public static string Text(ReadOnlySpan<byte> field)
    {
        var end = field.IndexOf((byte)0);
        Assert.True(end >= 0, "a string of the maps ends with NUL");
        Assert.False(field[end..].ContainsAnyExcept((byte)0), "behind the NUL of a string of the maps are zeros");
        return Encoding.Latin1.GetString(field[..end]);
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
