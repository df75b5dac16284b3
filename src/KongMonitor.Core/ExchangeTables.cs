// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;
using KongMonitor.Core.Filters;

namespace KongMonitor.Core;

/// <summary>
/// The tables by method, domain, path, status and container, of the exchanges that the filter means. They are sorted once
/// by leg, domain and path; then every row of the tables of names is a run of neighbours, and one accumulator for each
/// table is enough.
/// </summary>
sealed class ExchangeTables
{
    readonly ExchangeSource source;
    readonly WallClock clock;
    readonly int most;
    readonly Dictionary<(Leg Leg, byte Method), RowAccumulator> methods = [];
    readonly Dictionary<(Leg Leg, uint Index), RowAccumulator> containers = [];
    readonly SortedDictionary<(Leg Leg, ushort Status), RowAccumulator> statuses = [];
    readonly ExchangeMatch everything;

    /// <param name="source">The exchanges.</param>
    /// <param name="clock">Turns the kernel's times into wall time.</param>
    /// <param name="options">Which of them, and how many rows.</param>
    /// <param name="names">Who the containers are.</param>
    public ExchangeTables(ExchangeSource source, WallClock clock, SnapshotOptions options, KnownContainers names)
    {
        this.source = source;
        this.clock = clock;
        most = options.Rows;
        var counted = Counted();
        everything = new(source, counted, Filter.Everything, names);
        var match = options.Filter.IsEverything ? everything : new(source, counted, options.Filter, names);
        Withheld = match.Withheld;
        Matched = match.Rows;
        Chosen = options.Chosen is { } chosen ? new ExchangeMatch(source, counted, chosen, names).Rows : null;
        var order = match.Indexes();
        ImmutableArray<int> domainsPresent = [0, 0];
        ImmutableArray<int> pathsPresent = [0, 0];
        if (options.HasTables)
        {
            Array.Sort(order, source);
            Domains = GroupByName(order, source.SameDomain, withPath: false, out domainsPresent);
            Paths = GroupByName(order, source.SamePath, withPath: true, out pathsPresent);
        }

        foreach (var index in order)
        {
            AddToSmallTables(index);
        }

        Methods = ByRequests([.. methods.Select(method => new TrafficRow(
            method.Key.Leg, Names.Method(method.Key.Method), null, null, method.Value.Counts, method.Value.Latency)
            {
                LastActivity = clock.WallOrNull(method.Value.LastActivity),
            })], out var methodsPresent);
        Statuses = TableCut.Cut(
            [.. statuses.Select(status => new StatusRow(status.Key.Leg, status.Key.Status, status.Value.Counts)
            {
                Latency = status.Value.Latency,
                LastActivity = clock.WallOrNull(status.Value.LastActivity),
            })],
            most,
            static row => row.Leg,
            out var statusesPresent);
        Containers = TableCut.Cut(ContainerRows(names), most, static row => row.Leg, out var containersPresent);
        Present = new(methodsPresent, domainsPresent, pathsPresent, statusesPresent, containersPresent);
    }

    public ImmutableArray<TrafficRow> Methods { get; }

    public ImmutableArray<TrafficRow> Domains { get; } = [];

    public ImmutableArray<TrafficRow> Paths { get; } = [];

    public ImmutableArray<StatusRow> Statuses { get; }

    public ImmutableArray<ContainerTrafficRow> Containers { get; }

    public TablesPresent Present { get; }

    /// <summary>The filter's words that no exchange can answer.</summary>
    public ImmutableArray<string> Withheld { get; }

    public ImmutableArray<MatchRow> Matched { get; }

    public ImmutableArray<MatchRow>? Chosen { get; }

    /// <summary>Of all exchanges of the leg, whatever the filter.</summary>
    public RowAccumulator Sum(Leg leg) => everything.Sum(leg);

    int[] Counted()
    {
        var order = new List<int>(source.Count);
        for (var i = 0; i < source.Count; i++)
        {
            if (source.Counts(i))
            {
                order.Add(i);
            }
        }

        return [.. order];
    }

    ImmutableArray<TrafficRow> GroupByName(int[] order, Func<int, int, bool> same, bool withPath, out ImmutableArray<int> present)
    {
        var rows = new List<TrafficRow>();
        var row = new RowAccumulator();
        var first = 0;
        for (var i = 0; i < order.Length; i++)
        {
            source.AddTo(row, order[i]);
            if (i + 1 == order.Length || !same(order[i], order[i + 1]))
            {
                // The rows of one domain share its text.
                var domain = first > 0 && source.SameDomain(order[first - 1], order[first])
                    ? rows[^1].Domain
                    : WireText.Show(source.Domain(order[first]));
                rows.Add(NamedRow(order[i], row, domain!, withPath));
                row.Clear();
                first = i + 1;
            }
        }

        return ByRequests(rows, out present);
    }

    TrafficRow NamedRow(int index, RowAccumulator row, string domain, bool withPath) => new(
        source.Leg(index),
        null,
        domain,
        withPath ? WireText.Show(source.Path(index)) : null,
        row.Counts,
        row.Latency,
        source.IsOther(index),
        withPath && source.IsGroup(index))
    {
        LastActivity = clock.WallOrNull(row.LastActivity),
    };

    void AddToSmallTables(int index)
    {
        var leg = source.Leg(index);
        source.AddTo(RowOf(methods, (leg, source.Method(index))), index);
        source.AddTo(RowOf(containers, (leg, source.Container(index))), index);
        if (ExchangeStatuses.IsResponse(source.Status(index)))
        {
            source.AddTo(RowOf(statuses, (leg, source.Status(index))), index);
        }
    }

    static RowAccumulator RowOf<TKey>(IDictionary<TKey, RowAccumulator> rows, TKey key)
    {
        if (!rows.TryGetValue(key, out var row))
        {
            rows.Add(key, row = new());
        }

        return row;
    }

    List<ContainerTrafficRow> ContainerRows(KnownContainers names)
    {
        var rows = containers
            .Select(row => new ContainerTrafficRow(row.Key.Leg, row.Key.Index, names.Of(row.Key.Index), row.Value.Counts, row.Value.Latency)
            {
                LastActivity = clock.WallOrNull(row.Value.LastActivity),
            })
            .ToList();
        rows.Sort(static (x, y) =>
        {
            var order = x.Leg.CompareTo(y.Leg);
            order = order != 0 ? order : y.Counts.Requests.CompareTo(x.Counts.Requests);
            return order != 0 ? order : x.Index.CompareTo(y.Index);
        });
        return rows;
    }

    ImmutableArray<TrafficRow> ByRequests(List<TrafficRow> rows, out ImmutableArray<int> present)
    {
        rows.Sort(static (x, y) =>
        {
            var order = x.Leg.CompareTo(y.Leg);
            order = order != 0 ? order : y.Counts.Requests.CompareTo(x.Counts.Requests);
            order = order != 0 ? order : string.CompareOrdinal(x.Method, y.Method);
            order = order != 0 ? order : string.CompareOrdinal(x.Domain, y.Domain);
            order = order != 0 ? order : string.CompareOrdinal(x.Path, y.Path);
            return order != 0 ? order : x.IsGroup.CompareTo(y.IsGroup);
        });
        return TableCut.Cut(rows, most, static row => row.Leg, out present);
    }
}
