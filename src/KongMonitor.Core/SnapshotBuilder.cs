// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;
using KongMonitor.Core.Doctor;

namespace KongMonitor.Core;

/// <summary>Makes a snapshot of a reading. Pure: the same reading gives the same snapshot.</summary>
public static class SnapshotBuilder
{
    /// <summary>Builds the snapshot.</summary>
    /// <param name="reading">What the kernel counted; not kept.</param>
    /// <param name="connections">The most connection rows of each leg; all by default.</param>
    /// <param name="outputFull">Lines that a slow reader of the output left no room for, shown beside the kernel's losses.</param>
    public static Snapshot Build(KernelReading reading, int connections = int.MaxValue, ulong outputFull = 0)
    {
        var clock = new WallClock(reading.Time, reading.Monotonic);
        var exchanges = new ExchangeTables(new ExchangeSource(reading));
        var rows = new ConnectionTable(reading, clock);
        return new Snapshot
        {
            Time = reading.Time,
            Since = reading.Since,
            IsResumed = reading.IsResumed,
            Containers = Containers(reading, clock),
            Legs = [Sum(reading, clock, Leg.Downstream, exchanges), Sum(reading, clock, Leg.Upstream, exchanges)],
            Methods = exchanges.Methods,
            Domains = exchanges.Domains,
            Paths = exchanges.Paths,
            Statuses = exchanges.Statuses,
            Connections = [.. rows.MostRecent(Leg.Downstream, connections), .. rows.MostRecent(Leg.Upstream, connections)],
            ConnectionsPresent = [rows.Present(Leg.Downstream), rows.Present(Leg.Upstream)],
            ConnectionsEvicted =
                Evicted(reading.Counters[(int)Counter.ConnectionRows], reading.Connections.Count) +
                Evicted(reading.Counters[(int)Counter.ConnectionRows6], reading.Connections6.Count),
            NotHttp = NotHttpRows(reading),
            Losses = Losses(reading, outputFull),
            Warnings = RunJudgement.Judge(reading),
        };
    }

    static ImmutableArray<ContainerRow> Containers(KernelReading reading, WallClock clock)
    {
        var rows = ImmutableArray.CreateBuilder<ContainerRow>();
        foreach (var leg in (ReadOnlySpan<Leg>)[Leg.Downstream, Leg.Upstream])
        {
            for (var i = 0; i < reading.Containers.Count; i++)
            {
                ref readonly var stats = ref reading.Containers.Values[i].Of(leg);
                if (stats.LastActivity != 0)
                {
                    rows.Add(Container(reading, reading.Containers.Keys[i], leg, Counts(stats), clock.Wall(stats.LastActivity)));
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

        return new LegRow(leg, Counts(sum), clock.WallOrNull(sum.LastActivity), exchanges.LatencyOf(leg))
        {
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
