// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>
/// The tables by method, domain, path and status. The exchanges are sorted once by
/// leg, domain and path; then every row of the tables of names is a run of
/// neighbours, and one accumulator for each table is enough.
/// </summary>
sealed class ExchangeTables
{
    readonly ExchangeSource source;
    readonly Dictionary<(Leg Leg, byte Method), RowAccumulator> methods = [];
    readonly SortedDictionary<(Leg Leg, ushort Status), ulong> statuses = [];
    readonly RowAccumulator[] legs = [new(), new()];

    /// <param name="source">The exchanges.</param>
    /// <param name="withNames">Whether there are tables of domains and paths.</param>
    public ExchangeTables(ExchangeSource source, bool withNames)
    {
        this.source = source;
        var order = Counted();
        if (withNames)
        {
            Array.Sort(order, source);
            Domains = GroupByName(order, source.SameDomain, withPath: false);
            Paths = GroupByName(order, source.SamePath, withPath: true);
        }

        foreach (var index in order)
        {
            AddToMethod(index);
        }

        Methods = ByRequests([.. methods.Select(method => new TrafficRow(
            method.Key.Leg, Names.Method(method.Key.Method), null, null, method.Value.Counts, method.Value.Latency))]);
        Statuses = [.. statuses.Select(status => new StatusRow(status.Key.Leg, status.Key.Status, status.Value))];
    }

    public ImmutableArray<TrafficRow> Methods { get; }

    public ImmutableArray<TrafficRow> Domains { get; } = [];

    public ImmutableArray<TrafficRow> Paths { get; } = [];

    public ImmutableArray<StatusRow> Statuses { get; }

    public LatencySummary LatencyOf(Leg leg) => legs[(int)leg].Latency;

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

    ImmutableArray<TrafficRow> GroupByName(int[] order, Func<int, int, bool> same, bool withPath)
    {
        var rows = new List<TrafficRow>();
        var row = new RowAccumulator();
        var first = 0;
        for (var i = 0; i < order.Length; i++)
        {
            Add(row, order[i]);
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

        return ByRequests(rows);
    }

    TrafficRow NamedRow(int index, RowAccumulator row, string domain, bool withPath) => new(
        source.Leg(index),
        null,
        domain,
        withPath ? WireText.Show(source.Path(index)) : null,
        row.Counts,
        row.Latency,
        source.IsOther(index),
        withPath && source.IsGroup(index));

    void AddToMethod(int index)
    {
        var leg = source.Leg(index);
        var key = (leg, source.Method(index));
        if (!methods.TryGetValue(key, out var row))
        {
            methods.Add(key, row = new RowAccumulator());
        }

        Add(row, index);
        Add(legs[(int)leg], index);
        if (source.TryGetEnded(index, out var status, out var stats) && ExchangeStatuses.IsResponse(status))
        {
            statuses[(leg, status)] = statuses.GetValueOrDefault((leg, status)) + stats.Exchanges;
        }
    }

    void Add(RowAccumulator row, int index)
    {
        if (source.TryGetEnded(index, out var status, out var stats))
        {
            row.AddEnded(status, stats);
        }
        else
        {
            row.AddInFlight();
        }
    }

    static ImmutableArray<TrafficRow> ByRequests(List<TrafficRow> rows)
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
        return [.. rows];
    }
}
