// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Tls;

/// <summary>
/// What the client of a TLS connection says in the clear: the name it asks for (SNI, RFC 6066) and the protocols it
/// offers (ALPN, RFC 7301). The bytes come from the network and may be anything; text is in the safe form of
/// <see cref="WireText"/>.
/// </summary>
/// <param name="ServerName">The name, or null: not given, or not among the bytes.</param>
/// <param name="Protocols">The protocols in the client's order; empty when not given, or not among the bytes.</param>
/// <param name="IsComplete">The bytes held the hello to its end.</param>
public sealed record ClientHello(string? ServerName, ImmutableArray<string> Protocols, bool IsComplete)
{
    const byte HandshakeRecord = 22; // RFC 8446 section 5.1
    const byte HelloMessage = 1; // section 4
    const int Random = 2 + 32; // legacy_version and random, section 4.1.2
    const ushort ServerNameExtension = 0;
    const ushort ProtocolsExtension = 16;
    const byte HostName = 0;
    const int MostProtocols = 16;

    /// <summary>Reads the first bytes of a connection.</summary>
    /// <returns>Null if they are no ClientHello; else what can be known from those that are there.</returns>
    public static ClientHello? Read(ReadOnlySpan<byte> stream)
    {
        Span<byte> message = stream.Length <= 16384 ? stackalloc byte[stream.Length] : new byte[stream.Length];
        message = message[..JoinRecords(stream, message)];
        var cursor = new ByteCursor(message);
        if (cursor.Byte() != HelloMessage || message.Length == 0)
        {
            return null;
        }

        var length = cursor.UInt24();
        var body = new ByteCursor(cursor.Take(length));
        var isCut = cursor.IsCut;
        _ = body.Take(Random);
        _ = body.Vector(1); // session id
        _ = body.Vector(2); // cipher suites
        _ = body.Vector(1); // compression methods
        return ReadExtensions(body.IsEmpty ? default : body.Vector(2), !isCut && !body.IsCut);
    }

    static ClientHello ReadExtensions(ByteCursor extensions, bool isComplete)
    {
        string? name = null;
        ImmutableArray<string> protocols = [];
        while (!extensions.IsEmpty)
        {
            var type = extensions.UInt16();
            var content = extensions.Vector(2);
            if (content.IsCut)
            {
                break; // half a name is no name
            }

            if (type == ServerNameExtension)
            {
                name ??= ReadName(content.Vector(2));
            }
            else if (type == ProtocolsExtension && protocols.IsEmpty)
            {
                protocols = ReadProtocols(content.Vector(2));
            }
        }

        return new(name, protocols, isComplete && !extensions.IsCut);
    }

    static string? ReadName(ByteCursor names)
    {
        while (!names.IsEmpty && !names.IsCut)
        {
            var type = names.Byte();
            var name = names.Vector(2);
            if (type == HostName && !name.IsCut && !name.IsEmpty)
            {
                return WireText.Show(name.All());
            }
        }

        return null;
    }

    static ImmutableArray<string> ReadProtocols(ByteCursor names)
    {
        var protocols = ImmutableArray.CreateBuilder<string>();
        while (!names.IsEmpty && protocols.Count < MostProtocols)
        {
            var name = names.Vector(1);
            if (name.IsCut)
            {
                break;
            }

            if (!name.IsEmpty)
            {
                protocols.Add(WireText.Show(name.All()));
            }
        }

        return protocols.ToImmutable();
    }

    // A message may be cut into records anywhere.
    static int JoinRecords(ReadOnlySpan<byte> stream, Span<byte> message)
    {
        var length = 0;
        var records = new ByteCursor(stream);
        while (!records.IsEmpty && records.Byte() == HandshakeRecord && records.UInt16() >> 8 == 3)
        {
            var fragment = records.Vector(2).All();
            fragment.CopyTo(message[length..]);
            length += fragment.Length;
        }

        return length;
    }
}
