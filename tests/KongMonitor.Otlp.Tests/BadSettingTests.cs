// SPDX-License-Identifier: MIT
using KongMonitor.OtlpTests.Support;

namespace KongMonitor.OtlpTests;

/// <summary>Values that are refused, and that the refusal says which.</summary>
public sealed class BadSettingTests : IDisposable
{
    const string Variable = "OTEL_EXPORTER_OTLP_";
    readonly TlsFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("collector:4317")]
    [InlineData("collector")]
    [InlineData("ftp://collector")]
    [InlineData("http://")]
    [InlineData("/v1/metrics")]
    public void A_URL_that_is_none(string url) => Refuses(url, "", OtlpOptions.Option, url, OtlpRule.Url);

    [Theory]
    [InlineData("http://user:secret@collector:4317", "…@collector:4317")]
    [InlineData("user:secret@collector", "…@collector")]
    public void A_URL_with_a_password_which_is_not_repeated(string url, string shown) => Refuses(url, "", OtlpOptions.Option, shown, OtlpRule.Url);

    [Theory]
    [InlineData("ENDPOINT", "collector:4317", OtlpRule.Url)]
    [InlineData("METRICS_ENDPOINT", "tcp://collector:4317", OtlpRule.Url)]
    [InlineData("PROTOCOL", "http/json", OtlpRule.Protocol)]
    [InlineData("METRICS_PROTOCOL", "GRPC", OtlpRule.Protocol)]
    [InlineData("COMPRESSION", "zstd", OtlpRule.Compression)]
    [InlineData("METRICS_COMPRESSION", "GZIP", OtlpRule.Compression)]
    [InlineData("TIMEOUT", "0", OtlpRule.Milliseconds)]
    [InlineData("TIMEOUT", "10s", OtlpRule.Milliseconds)]
    [InlineData("METRICS_TIMEOUT", "-1", OtlpRule.Milliseconds)]
    [InlineData("METRICS_TIMEOUT", "86400001", OtlpRule.Milliseconds)]
    [InlineData("METRICS_TEMPORALITY_PREFERENCE", "delta", OtlpRule.Temporality)]
    [InlineData("METRICS_TEMPORALITY_PREFERENCE", "LowMemory", OtlpRule.Temporality)]
    public void A_variable(string ending, string value, OtlpRule rule) => Refuses(null, $"{ending}={value}", Variable + ending, value, rule);

    [Theory]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "1.5", OtlpRule.Milliseconds)]
    [InlineData("OTEL_METRIC_EXPORT_TIMEOUT", "x", OtlpRule.Milliseconds)]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "a", OtlpRule.Attributes)]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES", "a=b,=c", OtlpRule.Attributes)]
    public void A_variable_of_all_OpenTelemetry(string name, string value, OtlpRule rule) => Refuses(null, $"{name}={value}", name, value, rule);

    [Theory]
    [InlineData("secret")]
    [InlineData("=secret")]
    [InlineData("na%20me=secret")]
    [InlineData("name=secret%0D%0Aother:1")]
    [InlineData("name=%EB%B9%84%EB%B0%80secret")]
    [InlineData("content-type=secret")]
    public void Headers_which_are_not_repeated(string value)
    {
        Refuses(null, $"HEADERS={value}", Variable + "HEADERS", "…", OtlpRule.Headers);
        Assert.DoesNotContain("secret", Settings.Refused(null, $"METRICS_HEADERS={value}").ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CERTIFICATE", "/nowhere/ca.pem", OtlpRule.Certificate)]
    [InlineData("METRICS_CERTIFICATE", "/dev/null", OtlpRule.Certificate)]
    [InlineData("CERTIFICATE", "/proc", OtlpRule.Certificate)]
    [InlineData("CLIENT_CERTIFICATE", "/nowhere/me.pem", OtlpRule.ClientCertificate)]
    [InlineData("CLIENT_CERTIFICATE", "/dev/null", OtlpRule.ClientCertificate)]
    public void Files_of_certificates(string ending, string value, OtlpRule rule) =>
        Refuses("https://collector", $"{ending}={value}", Variable + ending, value, rule);

    [Fact]
    public void A_client_certificate_without_its_key() =>
        Refuses("https://collector", $"CLIENT_CERTIFICATE={files.Certificate}", Variable + "CLIENT_CERTIFICATE", files.Certificate, OtlpRule.ClientCertificate);

    [Fact]
    public void But_not_a_certificate_with_its_key_and_no_file_where_there_is_no_TLS()
    {
        Assert.NotNull(Settings.Read("https://c", $"CERTIFICATE={files.Certificate} CLIENT_CERTIFICATE={files.Certificate} CLIENT_KEY={files.Key}").Tls);
        Assert.Null(Settings.Read("http://c", "CERTIFICATE=/nowhere").Tls);
    }

    static void Refuses(string? url, string variables, string name, string value, OtlpRule rule)
    {
        var refusal = Settings.Refused(url, variables);

        Assert.Equal((name, value, rule), (refusal.Name, refusal.Value, refusal.Rule));
    }
}
