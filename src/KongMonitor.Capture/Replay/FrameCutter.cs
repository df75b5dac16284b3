// SPDX-License-Identifier: MIT
using System.Buffers.Binary;

namespace KongMonitor.Capture;

/// <summary>
/// Makes Ethernet frames of captured packets, no larger than a test run takes: a larger one becomes several segments, as a
/// network card would cut it. Of a packet that the capture cut short it makes what was captured, and its FIN.
/// </summary>
sealed class FrameCutter(IFrameSink sink)
{
    // Both kinds of test run put a frame into one page, with room before and behind it.
    const int LargestFrame = 3400;
    const int EthernetLength = 14;
    const int ProtocolAt = 12;
    const int LargestHeaders = 1024;
    const byte LastOnly = TcpView.Fin | TcpView.Push | TcpView.Reset;
    readonly byte[] frame = new byte[LargestFrame];

    /// <summary>A packet that needs no look inside: fragments, and what the programs are to count as unreadable.</summary>
    public void Whole(ReadOnlySpan<byte> ip)
    {
        var length = Math.Min(ip.Length, LargestFrame - EthernetLength);
        Begin(ip, length);
        sink.Frame(frame.AsSpan(0, EthernetLength + length));
    }

    public void Cut(in TcpView packet)
    {
        if (packet.PayloadOffset > LargestHeaders)
        {
            Whole(packet.Ip); // more extension headers than the programs read
            return;
        }

        var most = LargestFrame - EthernetLength - packet.PayloadOffset;
        var first = 0;
        var captured = packet.Present - packet.PayloadOffset;
        var missing = packet.Length - packet.Present;
        do
        {
            var count = Math.Min(most, captured - first);
            var last = first + count == captured && missing == 0;
            Segment(packet, first, count, last);
            first += count;
        }
        while (first < captured);

        if (missing > 0 && (packet.Flags & LastOnly) != 0)
        {
            Segment(packet, captured + missing, 0, last: true);
        }
    }

    void Segment(in TcpView packet, int start, int count, bool last)
    {
        var headers = packet.PayloadOffset;
        Begin(packet.Ip, headers);
        if (count > 0)
        {
            packet.Ip.Slice(headers + start, count).CopyTo(frame.AsSpan(EthernetLength + headers));
        }

        var ip = frame.AsSpan(EthernetLength, headers + count);
        IpHeader.SetLength(ip, ip.Length);
        var flags = packet.Flags;
        if (!last)
        {
            flags &= unchecked((byte)~LastOnly);
        }

        // A SYN takes one sequence number before the payload.
        var sequence = packet.Sequence + (uint)start;
        if (start > 0 && (flags & TcpView.Syn) != 0)
        {
            flags &= unchecked((byte)~TcpView.Syn);
            sequence++;
        }

        BinaryPrimitives.WriteUInt32BigEndian(ip[(packet.TcpOffset + TcpView.SequenceAt)..], sequence);
        ip[packet.TcpOffset + TcpView.FlagsAt] = flags;
        sink.Frame(frame.AsSpan(0, EthernetLength + ip.Length));
    }

    void Begin(ReadOnlySpan<byte> ip, int length)
    {
        frame.AsSpan(0, ProtocolAt).Clear();
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(ProtocolAt), LinkHeader.Protocol(ip));
        ip[..length].CopyTo(frame.AsSpan(EthernetLength));
    }
}
