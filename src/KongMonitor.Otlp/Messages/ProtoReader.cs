// SPDX-License-Identifier: MIT
using System.Text;

namespace KongMonitor.Otlp.Messages;

/// <summary>Reads protobuf's wire format, which came from the network: what is no message ends it early.</summary>
ref struct ProtoReader(ReadOnlySpan<byte> message)
{
    const int LongestVarint = 10;
    ReadOnlySpan<byte> rest = message;

    /// <summary>The number of the field that <see cref="Next"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>Its value where that is a number, else 0.</summary>
    public ulong Number { get; private set; }

    /// <summary>Its value where that has a length, else empty.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>Whether something was no message.</summary>
    public bool IsBad { get; private set; }

    public readonly string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Goes to the next field; false at the end and behind what is bad.</summary>
    public bool Next()
    {
        Number = 0;
        Bytes = default;
        if (rest.IsEmpty || IsBad)
        {
            return false;
        }

        var valid = Varint(out var tag) && tag >> 3 is > 0 and <= int.MaxValue && Value((WireType)(tag & 7));
        Field = (int)(tag >> 3);
        IsBad = !valid;
        return valid;
    }

    bool Value(WireType type)
    {
        switch (type)
        {
            case WireType.Varint:
                var valid = Varint(out var number);
                Number = number;
                return valid;
            case WireType.Fixed64:
                return Skip(8);
            case WireType.Fixed32:
                return Skip(4);
            case WireType.Bytes when Varint(out var length) && length <= (ulong)rest.Length:
                Bytes = rest[..(int)length];
                return Skip((int)length);
            default:
                return false;
        }
    }

    bool Skip(int count)
    {
        var there = count <= rest.Length;
        rest = there ? rest[count..] : default;
        return there;
    }

    bool Varint(out ulong value)
    {
        value = 0;
        for (var i = 0; i < rest.Length && i < LongestVarint; i++)
        {
            value |= (ulong)(rest[i] & 0x7f) << (7 * i);
            if (rest[i] < 0x80)
            {
                rest = rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
