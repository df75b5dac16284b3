// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>The rows of conn_map and conn_map6, in one order: the most recently active first.</summary>
sealed class ConnectionTable
{
    readonly MapRows<ConnKey, ConnStats> rows4;
    readonly MapRows<ConnKey6, ConnStats> rows6;
    readonly int[] leftOut;
    readonly WallClock clock;
    readonly int[] order;

    public ConnectionTable(KernelReading reading, WallClock clock)
    {
        this.clock = clock;
        rows4 = reading.Connections;
        rows6 = reading.Connections6;
        leftOut = reading.ConnectionsLeftOut;
        order = new int[rows4.Count + rows6.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (x, y) => Stats(y).LastActivity.CompareTo(Stats(x).LastActivity));
    }

    public int Present(Leg leg)
    {
        var present = leftOut[(int)leg];
        foreach (var index in order)
        {
            present += Stats(index).TypedLeg == leg ? 1 : 0;
        }

        return present;
    }

    public ImmutableArray<ConnectionRow> MostRecent(Leg leg, int most)
    {
        var rows = ImmutableArray.CreateBuilder<ConnectionRow>();
        foreach (var index in order)
        {
            if (rows.Count >= most)
            {
                break;
            }

            if (Stats(index).TypedLeg == leg)
            {
                rows.Add(Row(index));
            }
        }

        return rows.ToImmutable();
    }

    ref ConnStats Stats(int index)
    {
        if (index < rows4.Count)
        {
            return ref rows4.Values[index];
        }

        return ref rows6.Values[index - rows4.Count];
    }

    ConnectionRow Row(int index)
    {
        if (index < rows4.Count)
        {
            ref var key = ref rows4.Keys[index];
            return Row(
                index,
                AddressText.Show(key.SourceIp, key.SourcePort),
                AddressText.Show(key.DestinationIp, key.DestinationPort),
                key.Method,
                key.Domain,
                key.Path);
        }

        ref var key6 = ref rows6.Keys[index - rows4.Count];
        return Row(
            index,
            AddressText.Show(key6.SourceIp, key6.SourcePort),
            AddressText.Show(key6.DestinationIp, key6.DestinationPort),
            key6.Method,
            key6.Domain,
            key6.Path);
    }

    ConnectionRow Row(
        int index, string client, string server, byte method, ReadOnlySpan<byte> domain, ReadOnlySpan<byte> path)
    {
        ref var stats = ref Stats(index);
        return new ConnectionRow(
            stats.TypedLeg,
            client,
            server,
            Names.Method(method),
            WireText.Show(domain),
            WireText.Show(path),
            new TrafficCounts(stats.Requests, stats.Responses, stats.BytesSent, stats.BytesReceived, stats.Errors),
            clock.WallOrNull(stats.LastActivity),
            stats.Partial != 0);
    }
}
