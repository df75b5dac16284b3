// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>What the process itself counts: how its metrics are fetched and sent. Of this run alone.</summary>
public sealed record MonitorCounts
{
    /// <summary>When the process began.</summary>
    public DateTimeOffset Since { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Events that a slow reader of the output left no room for.</summary>
    public ulong OutputDropped { get; init; }

    /// <summary>Requests to the endpoint that were answered with what they asked for.</summary>
    public ulong Served { get; init; }

    /// <summary>Requests to the endpoint that were refused: bad, unknown, or too many at once.</summary>
    public ulong Refused { get; init; }

    /// <summary>Answers that were cut off, because their reader was too slow or left.</summary>
    public ulong Aborted { get; init; }

    /// <summary>Exports over OTLP that the collector took.</summary>
    public ulong Exported { get; init; }

    /// <summary>Exports over OTLP that failed. Nothing is lost by it: the next one has all.</summary>
    public ulong ExportsFailed { get; init; }

    /// <summary>Points that the collector refused in exports that it took.</summary>
    public ulong PointsRejected { get; init; }

    /// <summary>Who reads streams of events now.</summary>
    public ulong StreamClients { get; init; }

    /// <summary>Events that the filters of those clients meant, for each client: sent, sampled out, dropped, or on their way.</summary>
    public ulong StreamSeen { get; init; }

    /// <summary>Those that a client took.</summary>
    public ulong StreamSent { get; init; }

    /// <summary>Those that were too many to be shown.</summary>
    public ulong StreamSampledOut { get; init; }

    /// <summary>Those that a slow client left no room for.</summary>
    public ulong StreamDropped { get; init; }
}
