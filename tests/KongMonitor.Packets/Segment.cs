// SPDX-License-Identifier: MIT
namespace KongMonitor.Packets;

/// <summary>A TCP segment of a connection, not yet a packet.</summary>
public sealed record Segment(bool FromClient, TcpControl Flags, uint Sequence, uint Acknowledged, ReadOnlyMemory<byte> Payload)
{
    /// <summary>How far it moves its sender's sequence numbers.</summary>
    public uint Span =>
        (uint)Payload.Length + (Flags.HasFlag(TcpControl.Syn) ? 1u : 0) + (Flags.HasFlag(TcpControl.Fin) ? 1u : 0);

    /// <summary>The part of it from one byte of its payload on.</summary>
    public Segment From(int start) => this with { Sequence = Sequence + (uint)start, Payload = Payload[start..] };

    /// <summary>The first bytes of its payload, without its FIN.</summary>
    public Segment Until(int end) => this with { Flags = Flags & ~TcpControl.Fin, Payload = Payload[..end] };
}
