// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>
/// Prometheus's names of OpenTelemetry's metrics and attributes, by OpenTelemetry's own rules: underscores for dots, the
/// unit and a counter's _total at the end.
/// </summary>
public static class PrometheusName
{
    /// <summary>The name of the metric, or of its family where samples have a further ending.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="withTotal">Whether a counter's name has its ending.</param>
    public static string Of(Metric metric, bool withTotal = true)
    {
        ArgumentNullException.ThrowIfNull(metric);
        var name = Label(metric.Name);
        if (UnitName(metric.Unit) is { } unit && !name.EndsWith("_" + unit, StringComparison.Ordinal))
        {
            name += "_" + unit;
        }

        return withTotal && metric.Kind == MetricKind.Counter ? name + "_total" : name;
    }

    /// <summary>The name of an attribute as a label.</summary>
    public static string Label(string attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return attribute.Replace('.', '_');
    }

    /// <summary>The unit in words; null for what has none.</summary>
    public static string? UnitName(string unit) => unit switch
    {
        "s" => "seconds",
        "By" => "bytes",
        _ => null,
    };
}
