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
    readonly WallClock clock;
    readonly Filter filter;
    readonly KnownContainers names;
    readonly int[] present;
    readonly int[] matched = new int[(int)Leg.Count];
    readonly int[] unsure = new int[(int)Leg.Count];
    readonly int[] order;

    public ConnectionTable(KernelReading reading, WallClock clock, Filter filter, KnownContainers names)
    {
        this.filter = filter;
        this.names = names;
        Withheld = filter.WordsBeside(FilterFields.OfConnections);
        this.clock = clock;
        rows4 = reading.Connections;
        rows6 = reading.Connections6;
        present = [.. reading.ConnectionsLeftOut];
        if (filter.IsEverything)
        {
            present.CopyTo(matched, 0);
        }

        order = FindMeant();
        Array.Sort(order, (x, y) => Stats(y).LastActivity.CompareTo(Stats(x).LastActivity));
    }

    /// <summary>The filter's words that no row can answer; if there are any, no row is shown.</summary>
    public ImmutableArray<string> Withheld { get; }

    /// <summary>How many rows the kernel holds, whatever the filter.</summary>
    public int Present(Leg leg) => present[(int)leg];

    /// <summary>How many rows the filter means.</summary>
    public int Matched(Leg leg) => matched[(int)leg];

    /// <summary>How many rows may be meant or not.</summary>
    public int Unsure(Leg leg) => unsure[(int)leg];

    /// <summary>The most recent ones that the filter means.</summary>
    public ImmutableArray<ConnectionRow> MostRecent(Leg leg, int most) =>
        [.. order.Where(index => Stats(index).TypedLeg == leg).Take(most).Select(Row)];

    int[] FindMeant()
    {
        var meant = new List<int>();
        for (var index = 0; index < rows4.Count + rows6.Count; index++)
        {
            var leg = (int)Stats(index).TypedLeg;
            present[leg]++;
            switch (Match(index))
            {
                case Verdict.Yes:
                    matched[leg]++;
                    meant.Add(index);
                    break;
                case Verdict.Unsure:
                    unsure[leg]++;
                    break;
            }
        }

        return [.. meant];
    }

    Verdict Match(int index) =>
        filter.IsEverything ? Verdict.Yes : Withheld.IsEmpty ? filter.Match(Subject(index)) : Verdict.No;

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
