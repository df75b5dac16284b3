// SPDX-License-Identifier: MIT
namespace KongMonitor.OtlpTests.Support;

/// <summary>Options by variables: NAME=VALUE with spaces between, those of the exporter without their common beginning.</summary>
static class Settings
{
    public static OtlpOptions Read(string? url, string variables)
    {
        var values = variables.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(it => it.Split('=', 2)).ToDictionary(
            it => it[0].StartsWith("OTEL_", StringComparison.Ordinal) ? it[0] : "OTEL_EXPORTER_OTLP_" + it[0], it => it[1]);
        return OtlpOptions.Read(url, name => values.GetValueOrDefault(name), "1.2.3");
    }

    public static BadOtlpSettingException Refused(string? url, string variables) =>
        Assert.Throws<BadOtlpSettingException>(() => Read(url, variables));
}
