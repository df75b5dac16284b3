// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Globalization;
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>The monitor's own metrics: totals by leg, what is missing and why, how the monitor itself is.</summary>
static class MonitorMetrics
{
    public static IEnumerable<Metric> Of(Snapshot snapshot, string version) =>
        Legs(snapshot).Concat(Missing(snapshot)).Concat(Maps(snapshot)).Concat(Itself(snapshot, version));

    static IEnumerable<Metric> Legs(Snapshot snapshot)
    {
        yield return Counter("kong_monitor.requests", "Requests, whatever became of them.", Semantic.Requests, ByLeg(snapshot, leg => leg.Counts.Requests));
        yield return Counter("kong_monitor.answered", "Requests that a response came to.", Semantic.Requests, ByLeg(snapshot, leg => leg.Counts.Responses));
        yield return Counter("kong_monitor.responses", "Responses by status, of all paths together.", Semantic.Responses, Statuses(snapshot));
        yield return Counter(
            "kong_monitor.traffic",
            "Bytes of messages: sent by clients, received from servers.",
            Semantic.Bytes,
            snapshot.Legs.SelectMany(leg => new[]
            {
                Point(leg.Counts.BytesSent, Leg(leg.Leg), new(Semantic.Direction, "sent")),
                Point(leg.Counts.BytesReceived, Leg(leg.Leg), new(Semantic.Direction, "received")),
            }));
        yield return Counter("kong_monitor.aborted", "Responses that were cut short.", Semantic.Responses, ByLeg(snapshot, leg => leg.Aborted));
        yield return Counter("kong_monitor.unmatched", "Responses without a known request.", Semantic.Responses, ByLeg(snapshot, leg => leg.Unmatched));
        yield return Counter(
            "kong_monitor.late", "Responses to requests that had been counted as timed out.", Semantic.Responses, ByLeg(snapshot, leg => leg.Late));
        yield return Counter(
            "kong_monitor.unanswered",
            "Requests that no response came to, by reason.",
            Semantic.Requests,
            ByReason(snapshot, leg => leg.UnansweredBy, reason => Names.Of((UnansweredReason)reason)));
    }

    static IEnumerable<Metric> Missing(Snapshot snapshot)
    {
        yield return Counter(
            "kong_monitor.desynced",
            "Requests that could not be followed to their response, by reason.",
            Semantic.Requests,
            ByReason(snapshot, leg => leg.DesyncedBy, reason => Names.Of((DesyncReason)reason)));
        yield return Counter("kong_monitor.losses", "How often the monitor could not keep something, by reason.", Semantic.Nothing, Losses(snapshot));
        yield return Counter(
            "kong_monitor.not_http.connections",
            "Connections that speak another protocol, by kind.",
            Semantic.Connections,
            NotHttpKinds(snapshot));
        yield return Counter(
            "kong_monitor.connections.evicted",
            "Connections whose details gave way to newer ones; their counts stand elsewhere.",
            Semantic.Connections,
            [Point(snapshot.ConnectionsEvicted)]);
        yield return Gauge(
            "kong_monitor.warning",
            "1 for each reason why data may be missing, as the report tells it.",
            snapshot.Warnings.Select(warning => warning.Id).Distinct().Select(id => Point(1, new MetricLabel(Semantic.Warning, id))));
    }

    static IEnumerable<Metric> Maps(Snapshot snapshot)
    {
        yield return Gauge(
            "kong_monitor.map.rows", "Rows in a map of the kernel.", snapshot.Maps.Select(map => Point(map.Rows, new MetricLabel(Semantic.Map, map.Map))), Semantic.Rows);
        yield return Gauge(
            "kong_monitor.map.limit",
            "Rows that a map of the kernel has room for.",
            snapshot.Maps.Select(map => Point(map.Limit, new MetricLabel(Semantic.Map, map.Map))),
            Semantic.Rows);
    }

    static IEnumerable<Metric> Itself(Snapshot snapshot, string version)
    {
        yield return Gauge(
            "kong_monitor.read.duration",
            "How long the last reading of the maps took.",
            [Point((ulong)snapshot.ReadTime.Ticks * TimeSpan.NanosecondsPerTick)],
            Semantic.Seconds,
            MetricScale.Nanoseconds);
        yield return Gauge("kong_monitor.snapshot.timestamp", "When the counts were read.", [Point(UnixTime.Nanoseconds(snapshot.Time))], Semantic.Seconds, MetricScale.Nanoseconds);
        yield return Gauge("kong_monitor.since.timestamp", "From when on is counted.", [Point(UnixTime.Nanoseconds(snapshot.Since))], Semantic.Seconds, MetricScale.Nanoseconds);
        yield return Gauge("kong_monitor.build.info", "Which monitor this is.", [Point(1, new MetricLabel(Semantic.Version, version))]);
        yield return Gauge("kong_monitor.container.info", "Which container a name stands for.", Containers(snapshot));
        foreach (var metric in Process(snapshot.Own))
        {
            yield return metric with { Since = snapshot.Own.Since };
        }
    }

    // What began with the process, whatever it took over.
    static IEnumerable<Metric> Process(MonitorCounts own)
    {
        yield return Counter(
            "kong_monitor.output.dropped", "Events that a slow reader of the output left no room for.", Semantic.Events, [Point(own.OutputDropped)]);
        yield return Counter(
            "kong_monitor.endpoint.requests",
            "Requests to the monitor's own endpoint, by what became of them.",
            Semantic.Requests,
            [Outcome(own.Served, "served"), Outcome(own.Refused, "refused"), Outcome(own.Aborted, "aborted")]);
        yield return Gauge(
            "kong_monitor.stream.clients", "Clients that read a stream of events.", [Point(own.StreamClients)], Semantic.Clients);
        yield return Counter(
            "kong_monitor.stream.seen", "Events that the clients of streams asked for.", Semantic.Events, [Point(own.StreamSeen)]);
        yield return Counter(
            "kong_monitor.stream.events",
            "What became of those events.",
            Semantic.Events,
            [Outcome(own.StreamSent, "sent"), Outcome(own.StreamSampledOut, "sampled_out"), Outcome(own.StreamDropped, "dropped")]);
        yield return Counter(
            "kong_monitor.otlp.exports",
            "Exports over OTLP; a failed one loses nothing, the next has all.",
            Semantic.Exports,
            [Outcome(own.Exported, "sent"), Outcome(own.ExportsFailed, "failed")]);
        yield return Counter("kong_monitor.otlp.rejected", "Points that the collector refused.", Semantic.Points, [Point(own.PointsRejected)]);
    }

    static Metric Counter(string name, string help, string unit, IEnumerable<MetricPoint> points) =>
        new() { Name = name, Help = help, Kind = MetricKind.Counter, Unit = unit, Points = [.. points] };

    static Metric Gauge(
        string name, string help, IEnumerable<MetricPoint> points, string unit = Semantic.Nothing, MetricScale scale = MetricScale.One) =>
        new() { Name = name, Help = help, Kind = MetricKind.Gauge, Unit = unit, Scale = scale, Points = [.. points] };

    static MetricPoint Point(ulong value, params ReadOnlySpan<MetricLabel> labels) => new([.. labels], value);

    static MetricPoint Outcome(ulong value, string outcome) => Point(value, new MetricLabel(Semantic.Outcome, outcome));

    static MetricLabel Leg(Leg leg) => new(Semantic.Leg, Names.Of(leg));

    static IEnumerable<MetricPoint> ByLeg(Snapshot snapshot, Func<LegRow, ulong> value) => snapshot.Legs.Select(leg => Point(value(leg), Leg(leg.Leg)));

    // All reasons, so that a first one is an increase.
    static IEnumerable<MetricPoint> ByReason(Snapshot snapshot, Func<LegRow, ImmutableArray<ulong>> counts, Func<int, string> name) =>
        snapshot.Legs.SelectMany(leg => counts(leg).Select((count, reason) => Point(count, Leg(leg.Leg), new(Semantic.Reason, name(reason)))));

    static IEnumerable<MetricPoint> NotHttpKinds(Snapshot snapshot)
    {
        var flows = snapshot.NotHttp.ToDictionary(row => (row.Leg, row.Kind), row => row.Flows);
        return snapshot.Legs.SelectMany(leg => Enumerable.Range(0, (int)NotHttp.Count).Select(kind => Point(
            flows.GetValueOrDefault((leg.Leg, (NotHttp)kind)), Leg(leg.Leg), new(Semantic.Kind, Names.Of((NotHttp)kind)))));
    }

    static IEnumerable<MetricPoint> Statuses(Snapshot snapshot) => snapshot.Statuses.Select(row =>
        Point(row.Responses, Leg(row.Leg), new(Semantic.Status, row.Status.ToString(CultureInfo.InvariantCulture))));

    static IEnumerable<MetricPoint> Losses(Snapshot snapshot)
    {
        var counts = snapshot.Losses.ToDictionary(loss => loss.Reason, loss => loss.Count);
        return Names.Losses.Select(reason => Point(counts.GetValueOrDefault(reason), new MetricLabel(Semantic.Reason, reason)));
    }

    static IEnumerable<MetricPoint> Containers(Snapshot snapshot) => snapshot.Containers
        .Where(row => row.Label is not null)
        .DistinctBy(row => row.Index)
        .Select(row => Point(1, [.. Known(
            (Semantic.Container, row.Label), (Semantic.ContainerId, row.Identity?.Id), (Semantic.Pod, row.Identity?.Pod), (Semantic.ContainerImage, row.Identity?.Image))]));

    static IEnumerable<MetricLabel> Known(params (string Name, string? Value)[] labels) =>
        labels.Where(label => !string.IsNullOrEmpty(label.Value)).Select(label => new MetricLabel(label.Name, label.Value!));
}
