// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Core.Filters;

namespace KongMonitor.Core;

/// <summary>The rows of conn_map and conn_map6, in one order: the most recently active first.</summary>
sealed class ConnectionTable
{
    readonly MapRows<ConnKey, ConnStats> rows4;
    readonly MapRows<ConnKey6, ConnStats> rows6;
    readonly int[] leftOut;
    readonly WallClock clock;
    readonly Filter filter;
    readonly KnownContainers names;
    readonly int[] order;

    public ConnectionTable(KernelReading reading, WallClock clock, Filter filter, KnownContainers names)
    {
        this.filter = filter;
        this.names = names;
        Withheld = filter.WordsBeside(FilterFields.OfConnections);
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

    /// <summary>The filter's words that no row can answer; if there are any, no row is shown.</summary>
    public ImmutableArray<string> Withheld { get; }

    /// <summary>How many rows the kernel holds, whatever the filter.</summary>
    public int Present(Leg leg)
    {
        var present = leftOut[(int)leg];
        foreach (var index in order)
        {
            present += Stats(index).TypedLeg == leg ? 1 : 0;
        }

        return present;
    }

    /// <summary>The most recent ones that the filter means.</summary>
    public ImmutableArray<ConnectionRow> MostRecent(Leg leg, int most) =>
        [.. order.Where(index => IsMeant(index, leg)).Take(most).Select(Row)];

    /// <summary>How many rows the filter means.</summary>
    public int Matched(Leg leg) => filter.IsEverything ? Present(leg) : order.Count(index => IsMeant(index, leg));

    bool IsMeant(int index, Leg leg) =>
        Withheld.IsEmpty && Stats(index).TypedLeg == leg && (filter.IsEverything || filter.Match(Subject(index)) == Verdict.Yes);

    FilterSubject Subject(int index)
    {
        ref var stats = ref Stats(index);
        if (index < rows4.Count)
        {
            ref var key = ref rows4.Keys[index];
            return new()
            {
                Leg = stats.TypedLeg,
                Container = stats.Container,
                Containers = names,
                Method = key.Method,
                Domain = WireText.Trim(key.Domain),
                Path = WireText.Trim(key.Path),
                Client = MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(ref key.SourceIp)),
                Server = MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(ref key.DestinationIp)),
            };
        }

        ref var key6 = ref rows6.Keys[index - rows4.Count];
        return new()
        {
            Leg = stats.TypedLeg,
            Container = stats.Container,
            Containers = names,
            Method = key6.Method,
            Domain = WireText.Trim(key6.Domain),
            Path = WireText.Trim(key6.Path),
            Client = key6.SourceIp,
            Server = key6.DestinationIp,
        };
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
