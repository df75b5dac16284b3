// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KongMonitor.ReplayTests.Support;

/// <summary>A TCP connection, as the packets that a capture would have of it. Checksums stay zero: nothing looks at them.</summary>
sealed class Talk(string client = "192.0.2.1:40000", string server = "198.51.100.5:8000")
{
    public const ulong Start = 1_700_000_000_000_000_000;
    public const ulong Step = 1_000_123; // between two packets; microseconds lose a part of it
    const byte Fin = 1;
    const byte Syn = 2;
    const byte Rst = 4;
    const byte Push = 8;
    const byte Ack = 16;
    const int Headers4 = 40;
    const int Headers6 = 60;
    readonly IPEndPoint clientEnd = IPEndPoint.Parse(client);
    readonly IPEndPoint serverEnd = IPEndPoint.Parse(server);
    uint clientNext = 1000;
    uint serverNext = 5_000_000;

    public List<Packet> Packets { get; } = [];

    public ulong Now { get; set; } = Start;

    /// <summary>A whole connection with one request, /first?key=1, and its answer, 200 and five bytes.</summary>
    public static Talk Exchange(string client = "192.0.2.1:40000", string server = "198.51.100.5:8000") =>
        new Talk(client, server).Open().Ask().Answer().Close();

    public Talk Open() => Send(true, Syn).Send(false, Syn | Ack).Send(true, Ack);

    /// <summary>TCP Fast Open (RFC 7413): the SYN has the first bytes.</summary>
    public Talk OpenWith(string text) => Send(true, Syn, text).Send(false, Syn | Ack);

    public Talk Ask(string path = "/first?key=1") => Client($"GET {path} HTTP/1.1\r\nHost: api.example\r\n\r\n");

    public Talk Answer() => Server("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello");

    public Talk Client(string text) => Send(true, Push | Ack, text);

    public Talk Server(string text) => Send(false, Push | Ack, text);

    public Talk Acknowledge() => Send(true, Ack);

    /// <summary>The server's last bytes and its FIN in one packet.</summary>
    public Talk ServerEnds(string text) => Send(false, Push | Ack | Fin, text);

    public Talk Close() => Send(true, Fin | Ack).Send(false, Fin | Ack).Send(true, Ack);

    public Talk Finish(bool client) => Send(client, Fin | Ack);

    public Talk Reset(bool client) => Send(client, Rst | Ack);

    /// <summary>The network card was to cut the last packet: it has no length of its own.</summary>
    public Talk WithoutLength()
    {
        var ip = Packets[^1].Ip;
        ip.AsSpan(ip[0] >> 4 == 6 ? 4 : 2, 2).Clear();
        return this;
    }

    Talk Send(bool fromClient, int flags, string text = "")
    {
        var payload = Encoding.Latin1.GetBytes(text);
        var (source, destination) = fromClient ? (clientEnd, serverEnd) : (serverEnd, clientEnd);
        ref var next = ref fromClient ? ref clientNext : ref serverNext;
        var acknowledged = (flags & Ack) == 0 ? 0 : fromClient ? serverNext : clientNext;
        Packets.Add(new(Now, Build(source, destination, next, acknowledged, (byte)flags, payload)));
        next += (uint)(payload.Length + ((flags & (Syn | Fin)) != 0 ? 1 : 0));
        Now += Step;
        return this;
    }

    static byte[] Build(IPEndPoint source, IPEndPoint destination, uint sequence, uint acknowledged, byte flags, byte[] payload)
    {
        var ipv6 = source.AddressFamily == AddressFamily.InterNetworkV6;
        var headers = ipv6 ? Headers6 : Headers4;
        var packet = new byte[headers + payload.Length];
        var length = (ushort)Math.Min(packet.Length, ushort.MaxValue);
        if (ipv6)
        {
            WriteIpv6(packet, source.Address, destination.Address, (ushort)(length - 40));
        }
        else
        {
            WriteIpv4(packet, source.Address, destination.Address, length);
        }

        var tcp = packet.AsSpan(headers - 20);
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)source.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], (ushort)destination.Port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], acknowledged);
        tcp[12] = 0x50;
        tcp[13] = flags;
        tcp[14] = 0xff;
        payload.CopyTo(tcp[20..]);
        return packet;
    }

    static void WriteIpv4(Span<byte> ip, IPAddress source, IPAddress destination, ushort length)
    {
        ip[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(ip[2..], length);
        ip[8] = 64;
        ip[9] = 6;
        source.TryWriteBytes(ip[12..], out _);
        destination.TryWriteBytes(ip[16..], out _);
    }

    static void WriteIpv6(Span<byte> ip, IPAddress source, IPAddress destination, ushort length)
    {
        ip[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(ip[4..], length);
        ip[6] = 6;
        ip[7] = 64;
        source.TryWriteBytes(ip[8..], out _);
        destination.TryWriteBytes(ip[24..], out _);
    }
}
