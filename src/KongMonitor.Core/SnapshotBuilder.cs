// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;
using KongMonitor.Core.Doctor;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Metrics;

namespace KongMonitor.Core;

/// <summary>Makes a snapshot of a reading. Pure: the same reading gives the same snapshot.</summary>
public static class SnapshotBuilder
{
    /// <summary>Builds the snapshot.</summary>
    /// <param name="reading">What the kernel counted; not kept.</param>
    /// <param name="options">What else it has; nothing but the reading's numbers by default.</param>
    public static Snapshot Build(KernelReading reading, SnapshotOptions? options = null)
    {
        options ??= new();
        var clock = new WallClock(reading.Time, reading.Monotonic);
        var names = KnownContainers.None.Renew(reading.ContainerIdentities);
        var exchanges = new ExchangeTables(new ExchangeSource(reading), clock, options, names);
        var rows = new ConnectionTable(reading, clock, options.Filter, names);
        return new Snapshot
        {
            Time = reading.Time,
            Since = reading.Since,
            IsResumed = reading.IsResumed,
            Containers = Containers(reading, clock, options.Series),
            Legs = [Sum(reading, clock, Leg.Downstream, exchanges), Sum(reading, clock, Leg.Upstream, exchanges)],
            Methods = exchanges.Methods,
            Domains = exchanges.Domains,
            Paths = exchanges.Paths,
            Statuses = exchanges.Statuses,
            ContainerTraffic = exchanges.Containers,
            Present = exchanges.Present,
            View = new()
            {
                Filter = options.Filter,
                ExchangesWithheld = exchanges.Withheld,
                ConnectionsWithheld = rows.Withheld,
                Matched = exchanges.Matched,
                Chosen = exchanges.Chosen,
            },
            Connections = options.HasTables
                ? [.. rows.MostRecent(Leg.Downstream, options.Connections), .. rows.MostRecent(Leg.Upstream, options.Connections)]
                : [],
            ConnectionsPresent = [rows.Present(Leg.Downstream), rows.Present(Leg.Upstream)],
            ConnectionsMatched = [rows.Matched(Leg.Downstream), rows.Matched(Leg.Upstream)],
            ConnectionsUnsure = [rows.Unsure(Leg.Downstream), rows.Unsure(Leg.Upstream)],
            ConnectionsEvicted =
                Evicted(reading.Counters[(int)Counter.ConnectionRows], reading.Connections.Count + reading.Connections.LeftOut) +
                Evicted(reading.Counters[(int)Counter.ConnectionRows6], reading.Connections6.Count + reading.Connections6.LeftOut),
            EndpointsFolded = reading.Counters[(int)Counter.EndpointsFolded],
            NotHttp = NotHttpRows(reading),
            Losses = Losses(reading, options.OutputFull),
            Series = options.Series?.Build(reading) ?? [],
            Maps = Maps(reading),
            ReadTime = reading.ReadTime,
            Own = options.Own,
            Warnings = RunJudgement.Judge(reading),
        };
    }

    static ImmutableArray<ContainerRow> Containers(KernelReading reading, WallClock clock, SeriesTable? series)
    {
        var rows = ImmutableArray.CreateBuilder<ContainerRow>();
        foreach (var leg in (ReadOnlySpan<Leg>)[Leg.Downstream, Leg.Upstream])
        {
            for (var i = 0; i < reading.Containers.Count; i++)
            {
                ref readonly var stats = ref reading.Containers.Values[i].Of(leg);
                if (stats.LastActivity != 0)
                {
                    var index = reading.Containers.Keys[i];
                    rows.Add(Container(reading, index, leg, Counts(stats), clock.Wall(stats.LastActivity)) with
                    {
                        InFlight = stats.InFlight,
                        Label = series?.LabelOf(reading, index),
                    });
                }
            }
        }

        if (!rows.Any(row => row is { Index: 0, Leg: Leg.Downstream }))
        {
            rows.Add(new ContainerRow(0, Leg.Downstream, default, null));
        }

        rows.Sort((x, y) => (x.Leg, x.Index).CompareTo((y.Leg, y.Index)));
        return rows.ToImmutable();
    }

    static ContainerRow Container(KernelReading reading, uint index, Leg leg, TrafficCounts counts, DateTimeOffset lastActivity) =>
        new(index, leg, counts, lastActivity)
        {
            Cgroup = index < KernelReading.ContainerLimit ? reading.ContainerCgroups[index] : 0,
            Identity = index < KernelReading.ContainerLimit ? reading.ContainerIdentities[index] : null,
        };

    static LegRow Sum(KernelReading reading, WallClock clock, Leg leg, ExchangeTables exchanges)
    {
        var sum = default(LegStats);
        Span<ulong> unanswered = sum.Unanswered;
        Span<ulong> desynced = sum.Desynced;
        for (var i = 0; i < reading.Containers.Count; i++)
        {
            ref readonly var stats = ref reading.Containers.Values[i].Of(leg);
            sum.Requests += stats.Requests;
            sum.Responses += stats.Responses;
            sum.BytesSent += stats.BytesSent;
            sum.BytesReceived += stats.BytesReceived;
            sum.Errors += stats.Errors;
            sum.InFlight += stats.InFlight;
            sum.Unmatched += stats.Unmatched;
            sum.Late += stats.Late;
            sum.Aborted += stats.Aborted;
            sum.LastActivity = Math.Max(sum.LastActivity, stats.LastActivity);
            Add(stats.Unanswered, unanswered);
            Add(stats.Desynced, desynced);
        }

        return new LegRow(leg, Counts(sum), clock.WallOrNull(sum.LastActivity), exchanges.Sum(leg).Latency)
        {
            Buckets = exchanges.Sum(leg).Buckets,
            InFlight = sum.InFlight,
            Unmatched = sum.Unmatched,
            Late = sum.Late,
            Aborted = sum.Aborted,
            UnansweredBy = [.. unanswered],
            DesyncedBy = [.. desynced],
        };
    }

    static void Add(ReadOnlySpan<ulong> counts, Span<ulong> sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] += counts[i];
        }
    }

    static TrafficCounts Counts(in LegStats stats) =>
        new(stats.Requests, stats.Responses, stats.BytesSent, stats.BytesReceived, stats.Errors);

    // A row may be created between the reading of the counter and that of the map.
    static ulong Evicted(ulong created, int present) => created - Math.Min(created, (ulong)present);

    static ImmutableArray<NotHttpRow> NotHttpRows(KernelReading reading)
    {
        var rows = ImmutableArray.CreateBuilder<NotHttpRow>();
        for (var i = 0; i < reading.NotHttp.Length; i++)
        {
            if (reading.NotHttp[i] != 0)
            {
                var (leg, kind) = Math.DivRem(i, (int)NotHttp.Count);
                rows.Add(new NotHttpRow((Leg)leg, (NotHttp)kind, reading.NotHttp[i]));
            }
        }

        return rows.ToImmutable();
    }

    static ImmutableArray<MapFill> Maps(KernelReading reading) =>
    [
        .. Fill(MapNames.EndpointMap, reading.Endpoints),
        .. Fill(MapNames.FoldedMap, reading.Folded),
        .. Fill(MapNames.OtherMap, reading.Others),
        .. Fill(MapNames.InflightMap, reading.InFlight),
        .. Fill(MapNames.ConnMap, reading.Connections),
        .. Fill(MapNames.ConnMap6, reading.Connections6),
    ];

    static IEnumerable<MapFill> Fill<TKey, TValue>(string map, MapRows<TKey, TValue> rows)
        where TKey : unmanaged
        where TValue : unmanaged =>
        rows.Limit > 0 ? [new(map, (ulong)(rows.Count + rows.LeftOut), (ulong)rows.Limit)] : [];

    static ImmutableArray<LossRow> Losses(KernelReading reading, ulong outputFull)
    {
        var rows = ImmutableArray.CreateBuilder<LossRow>();
        for (var i = 0; i < reading.Losses.Length; i++)
        {
            if (reading.Losses[i] != 0)
            {
                rows.Add(new LossRow(Names.Of((Loss)i), reading.Losses[i]));
            }
        }

        if (outputFull != 0)
        {
            rows.Add(new LossRow(Names.OutputFull, outputFull));
        }

        return rows.ToImmutable();
    }
}
