// SPDX-License-Identifier: MIT
using KongMonitor.Core.Metrics;
using KongMonitor.Otlp;
using KongMonitor.Serving.Streams;

namespace KongMonitor.Serving;

/// <summary>What endpoint and exporter count of themselves; any thread may add.</summary>
sealed class OwnCounts
{
    ulong served;
    ulong refused;
    ulong aborted;

    /// <summary>When the process began.</summary>
    public DateTimeOffset Since { get; } = DateTimeOffset.UtcNow;

    /// <summary>What became of events.</summary>
    public StreamCounts Streams { get; } = new();

    /// <summary>Who sends metrics; null: nobody.</summary>
    public OtlpExporter? Exporter { get; set; }

    public void AddServed() => Interlocked.Increment(ref served);

    public void AddRefused() => Interlocked.Increment(ref refused);

    public void AddAborted() => Interlocked.Increment(ref aborted);

    public MonitorCounts Read(ulong outputDropped) => new()
    {
        Since = Since,
        OutputDropped = outputDropped,
        Served = Interlocked.Read(ref served),
        Refused = Interlocked.Read(ref refused),
        Aborted = Interlocked.Read(ref aborted),
        Exported = (ulong)(Exporter?.Sent ?? 0),
        ExportsFailed = (ulong)(Exporter?.Failed ?? 0),
        StreamClients = Streams.Clients,
        StreamSeen = Streams.Seen,
        StreamSent = Streams.Sent,
        StreamSampledOut = Streams.SampledOut,
        StreamDropped = Streams.Dropped,
        PointsRejected = (ulong)(Exporter?.RejectedPoints ?? 0),
    };
}
