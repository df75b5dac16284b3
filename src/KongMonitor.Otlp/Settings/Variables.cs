// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Otlp.Settings;

/// <summary>OpenTelemetry's environment variables. One that is empty is not set.</summary>
sealed class Variables(Func<string, string?> get)
{
    public Setting? Find(string name) => get(name)?.Trim() is { Length: > 0 } value ? new(name, value) : null;

    /// <summary>The exporter's variable of this ending: that of metrics, else that of all signals.</summary>
    public Setting? Exporter(string ending) => Find("OTEL_EXPORTER_OTLP_METRICS_" + ending) ?? Find("OTEL_EXPORTER_OTLP_" + ending);

    public bool Gzip() => Exporter("COMPRESSION") is { } setting && setting.Value switch
    {
        "gzip" => true,
        "none" => false,
        _ => throw setting.Bad(OtlpRule.Compression),
    };

    public void CheckTemporality()
    {
        if (Find("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE") is { } setting
            && !setting.Value.Equals("cumulative", StringComparison.OrdinalIgnoreCase))
        {
            throw setting.Bad(OtlpRule.Temporality);
        }
    }

    public static TimeSpan Milliseconds(Setting? given, int byDefault)
    {
        if (given is not { } setting)
        {
            return TimeSpan.FromMilliseconds(byDefault);
        }

        return int.TryParse(setting.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number is > 0 and <= OtlpOptions.MostMilliseconds
            ? TimeSpan.FromMilliseconds(number)
            : throw setting.Bad(OtlpRule.Milliseconds);
    }
}
