// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;
using KongMonitor.Core.Filters;

namespace KongMonitor.Core;

/// <summary>The rows of conn_map and conn_map6, and those that come with requests in flight, in one order: the most recently active first.</summary>
sealed class ConnectionTable
{
    readonly MapRows<ConnKey, ConnStats> rows4;
    readonly MapRows<ConnKey6, ConnStats> rows6;
    readonly MapRows<ConnKey, ConnStats> begun4;
    readonly MapRows<ConnKey6, ConnStats> begun6;
    readonly int firstBegun4;
    readonly int first6;
    readonly int firstBegun6;
    readonly int count;
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
        begun4 = reading.Begun;
        begun6 = reading.Begun6;
        firstBegun4 = rows4.Count;
        first6 = firstBegun4 + begun4.Count;
        firstBegun6 = first6 + rows6.Count;
        count = firstBegun6 + begun6.Count;
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
        for (var index = 0; index < count; index++)
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
        var key = Key(index);
        ref var stats = ref Stats(index);
        return new()
        {
            Leg = stats.TypedLeg,
            Container = stats.Container,
            Containers = names,
            Method = key.Method,
            Domain = key.Domain,
            Path = key.Path,
            Client = key.Ends.Client,
            Server = key.Ends.Server,
        };
    }

    ConnectionKey Key(int index) =>
        index < firstBegun4 ? ConnectionKey.Of(rows4.Keys[index])
        : index < first6 ? ConnectionKey.Of(begun4.Keys[index - firstBegun4])
        : index < firstBegun6 ? ConnectionKey.Of(rows6.Keys[index - first6])
        : ConnectionKey.Of(begun6.Keys[index - firstBegun6]);

    ref ConnStats Stats(int index) =>
        ref index < firstBegun4 ? ref rows4.Values[index]
        : ref index < first6 ? ref begun4.Values[index - firstBegun4]
        : ref index < firstBegun6 ? ref rows6.Values[index - first6]
        : ref begun6.Values[index - firstBegun6];

    ConnectionRow Row(int index)
    {
        var key = Key(index);
        ref var stats = ref Stats(index);
        return new ConnectionRow(
            stats.TypedLeg,
            AddressText.Show(key.Ends.Client, key.Ends.ClientPort),
            AddressText.Show(key.Ends.Server, key.Ends.ServerPort),
            Names.Method(key.Method),
            WireText.Show(key.Domain),
            WireText.Show(key.Path),
            new TrafficCounts(stats.Requests, stats.Responses, stats.BytesSent, stats.BytesReceived, stats.Errors),
            clock.WallOrNull(stats.LastActivity),
            stats.Partial != 0);
    }
}
