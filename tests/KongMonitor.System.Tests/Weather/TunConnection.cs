// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Net;

namespace KongMonitor.SystemTests.Weather;

/// <summary>
/// A TCP client of its own: it sends the bytes of its stream in whatever segments and order it is told to. What it
/// receives it acknowledges, and keeps if it comes in order.
/// </summary>
sealed class TunConnection(TunDevice device, IPEndPoint client, IPEndPoint server)
{
    const byte Fin = 1;
    const byte Syn = 2;
    const byte Push = 8;
    const byte Ack = 16;
    const uint First = 0xffff_ff80; // sequence numbers wrap soon
    static readonly TimeSpan limit = TimeSpan.FromSeconds(5);
    uint next = First;
    uint expected;

    public string LocalEndPoint => client.ToString();

    /// <summary>Bytes received in order.</summary>
    public int Received { get; private set; }

    /// <summary>The server sent its FIN.</summary>
    public bool Ended { get; private set; }

    public void Open()
    {
        Send(next++, Syn, []);
        Assert.True(Take(), "no answer to the SYN");
    }

    /// <summary>A part of the stream, from its offset on.</summary>
    public void Segment(int offset, ReadOnlySpan<byte> bytes) => Send(First + 1 + (uint)offset, Push | Ack, bytes);

    /// <summary>Behind that many bytes of the stream nothing follows.</summary>
    public void Close(int length)
    {
        next = First + 1 + (uint)length;
        Send(next++, Fin | Ack, []);
    }

    /// <summary>Takes packets until it is true.</summary>
    public void Receive(Func<bool> done)
    {
        while (!done())
        {
            Assert.True(Take(), $"nothing came behind {Received} bytes");
        }
    }

    // One packet of this connection, within the time.
    bool Take()
    {
        while (true)
        {
            var packet = device.Receive(limit);
            if (packet.IsEmpty)
            {
                return false;
            }

            var header = (packet[0] & 15) * 4;
            if (packet[0] >> 4 != 4 || packet[9] != 6 || BinaryPrimitives.ReadUInt16BigEndian(packet[(header + 2)..]) != client.Port)
            {
                continue; // of the interface itself
            }

            Arrive(packet[header..]);
            return true;
        }
    }

    void Arrive(ReadOnlySpan<byte> tcp)
    {
        var sequence = BinaryPrimitives.ReadUInt32BigEndian(tcp[4..]);
        var flags = tcp[13];
        var length = (uint)(tcp.Length - ((tcp[12] >> 4) * 4));
        if ((flags & Syn) != 0)
        {
            expected = sequence + 1;
        }
        else if (sequence != expected || (length == 0 && (flags & Fin) == 0))
        {
            return;
        }

        Received += (int)length;
        Ended |= (flags & Fin) != 0;
        expected += length + (uint)(flags & Fin);
        Send(next, Ack, []);
    }

    void Send(uint sequence, byte flags, ReadOnlySpan<byte> payload)
    {
        Span<byte> packet = stackalloc byte[40 + payload.Length];
        packet.Clear();
        packet[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)packet.Length);
        packet[8] = 64;
        packet[9] = 6;
        client.Address.TryWriteBytes(packet[12..], out _);
        server.Address.TryWriteBytes(packet[16..], out _);
        BinaryPrimitives.WriteUInt16BigEndian(packet[10..], Checksum(packet[..20], 0));
        var tcp = packet[20..];
        BinaryPrimitives.WriteUInt16BigEndian(tcp, (ushort)client.Port);
        BinaryPrimitives.WriteUInt16BigEndian(tcp[2..], (ushort)server.Port);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[4..], sequence);
        BinaryPrimitives.WriteUInt32BigEndian(tcp[8..], (flags & Ack) == 0 ? 0 : expected);
        tcp[12] = 0x50;
        tcp[13] = flags;
        BinaryPrimitives.WriteUInt16BigEndian(tcp[14..], ushort.MaxValue);
        payload.CopyTo(tcp[20..]);
        // RFC 9293 section 3.1: over addresses, protocol and length too
        BinaryPrimitives.WriteUInt16BigEndian(tcp[16..], Checksum(packet[12..], 6 + (uint)tcp.Length));
        device.Send(packet);
    }

    static ushort Checksum(ReadOnlySpan<byte> bytes, uint sum)
    {
        for (; bytes.Length > 1; bytes = bytes[2..])
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }

        sum += bytes.IsEmpty ? 0u : (uint)bytes[0] << 8;
        sum = (sum & 0xffff) + (sum >> 16);
        return (ushort)~(sum + (sum >> 16));
    }
}
