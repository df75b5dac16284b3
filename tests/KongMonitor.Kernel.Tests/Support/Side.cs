// SPDX-License-Identifier: MIT
using System.Net;

namespace KongMonitor.KernelTests;

/// <summary>One end of a connection: what it sent, and how much of that has arrived without a hole.</summary>
public sealed class Side(IPEndPoint endPoint, uint initialSequence)
{
    readonly SortedDictionary<uint, uint> early = [];
    uint arrived;
    uint sent;

    public IPEndPoint EndPoint => endPoint;

    public uint InitialSequence => initialSequence;

    /// <summary>The sequence number of what it sends next.</summary>
    public uint Next => initialSequence + sent;

    /// <summary>What the other end acknowledges.</summary>
    public uint Acknowledged => initialSequence + arrived;

    internal void Send(uint span) => sent += span;

    internal void Arrive(Segment segment)
    {
        var start = segment.Sequence - initialSequence;
        early[start] = Math.Max(early.GetValueOrDefault(start), segment.Span);
        while (early.Count > 0 && early.First() is var (next, length) && next <= arrived)
        {
            early.Remove(next);
            arrived = Math.Max(arrived, next + length);
        }
    }
}
