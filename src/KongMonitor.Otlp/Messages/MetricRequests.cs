// SPDX-License-Identifier: MIT
using KongMonitor.Core.Metrics;

namespace KongMonitor.Otlp.Messages;

/// <summary>
/// Metrics as ExportMetricsServiceRequests (metrics_service.proto), one after the other in one buffer: however many series
/// there are, no more than a piece is in memory, and none is near the 4 MiB that collectors refuse.
/// </summary>
sealed class MetricRequests(OtlpResource resource)
{
    /// <summary>The most data points of a request.</summary>
    public const int MostPoints = 500;

    /// <summary>A request that has reached this gets no further point.</summary>
    public const int FullSize = 120_000;

    const int ResourceMetrics = 1;
    const int Resource = 1;
    const int ResourceAttributes = 1;
    const int ScopeMetrics = 2;
    const int Scope = 1;
    const int ScopeName = 1;
    const int ScopeVersion = 2;
    readonly ProtoWriter writer = new();
    int inResource;
    int inScope;
    int points;

    public IEnumerable<MetricRequest> Of(MetricSet set)
    {
        points = 0;
        foreach (var metric in set.Metrics)
        {
            var piece = new MetricWriter(writer, set, metric);
            for (var next = 0; next < metric.Points.Length;)
            {
                if (points == 0)
                {
                    Begin();
                }

                var written = piece.Write(next, MostPoints - points, FullSize);
                next += written;
                points += written;
                if (points == MostPoints || writer.Length >= FullSize)
                {
                    yield return End();
                }
            }
        }

        if (points > 0)
        {
            yield return End();
        }
    }

    void Begin()
    {
        writer.Clear();
        inResource = writer.Begin(ResourceMetrics);
        var inside = writer.Begin(Resource);
        foreach (var (name, value) in resource.Attributes)
        {
            Attributes.Write(writer, ResourceAttributes, name, value);
        }

        writer.End(inside);
        inScope = writer.Begin(ScopeMetrics);
        inside = writer.Begin(Scope);
        writer.Text(ScopeName, OtlpResource.Product);
        writer.Text(ScopeVersion, resource.Version);
        writer.End(inside);
    }

    MetricRequest End()
    {
        writer.End(inScope);
        writer.End(inResource);
        var request = new MetricRequest(writer.Written, points);
        points = 0;
        return request;
    }
}
