// SPDX-License-Identifier: MIT
using KongMonitor.OtlpTests.Support;

namespace KongMonitor.OtlpTests;

/// <summary>Where metrics go by the option and the variables.</summary>
public class OptionsTests
{
    [Theory]
    [InlineData("", "http://localhost:4317/", OtlpProtocol.Grpc)]
    [InlineData("PROTOCOL=grpc", "http://localhost:4317/", OtlpProtocol.Grpc)]
    [InlineData("PROTOCOL=http/protobuf", "http://localhost:4318/v1/metrics", OtlpProtocol.HttpProtobuf)]
    [InlineData("PROTOCOL=grpc METRICS_PROTOCOL=http/protobuf", "http://localhost:4318/v1/metrics", OtlpProtocol.HttpProtobuf)]
    [InlineData("ENDPOINT=http://c:4317", "http://c:4317/", OtlpProtocol.Grpc)]
    [InlineData("ENDPOINT=https://c", "https://c/", OtlpProtocol.Grpc)]
    [InlineData("ENDPOINT=http://c:4318", "http://c:4318/v1/metrics", OtlpProtocol.HttpProtobuf)]
    [InlineData("ENDPOINT=http://c:4318/", "http://c:4318/v1/metrics", OtlpProtocol.HttpProtobuf)]
    [InlineData("ENDPOINT=http://c/otlp", "http://c/otlp/v1/metrics", OtlpProtocol.HttpProtobuf)]
    [InlineData("ENDPOINT=http://c/otlp/?k=1", "http://c/otlp/v1/metrics?k=1", OtlpProtocol.HttpProtobuf)]
    [InlineData("ENDPOINT=http://c:4318 PROTOCOL=grpc", "http://c:4318/", OtlpProtocol.Grpc)]
    [InlineData("ENDPOINT=http://c:4317 PROTOCOL=http/protobuf", "http://c:4317/v1/metrics", OtlpProtocol.HttpProtobuf)]
    [InlineData("ENDPOINT=http://c METRICS_ENDPOINT=http://m:4318", "http://m:4318/", OtlpProtocol.HttpProtobuf)]
    [InlineData("ENDPOINT=http://c METRICS_ENDPOINT=http://m/x/", "http://m/x/", OtlpProtocol.HttpProtobuf)]
    [InlineData("ENDPOINT=http://m:4318 METRICS_ENDPOINT=http://m:4318", "http://m:4318/", OtlpProtocol.HttpProtobuf)]
    [InlineData("ENDPOINT=http://c:4317 METRICS_ENDPOINT=", "http://c:4317/", OtlpProtocol.Grpc)]
    public void Without_a_URL_the_variables_say_where(string variables, string endpoint, OtlpProtocol protocol) =>
        Goes(null, variables, endpoint, protocol);

    [Theory]
    [InlineData("http://o:4317", "", "http://o:4317/", OtlpProtocol.Grpc)]
    [InlineData("http://o", "", "http://o/", OtlpProtocol.Grpc)]
    [InlineData("http://o:4318", "", "http://o:4318/v1/metrics", OtlpProtocol.HttpProtobuf)]
    [InlineData("http://o:4318/", "", "http://o:4318/v1/metrics", OtlpProtocol.HttpProtobuf)]
    [InlineData("http://o/api/otlp", "", "http://o/api/otlp", OtlpProtocol.HttpProtobuf)]
    [InlineData("http://o:4317", "PROTOCOL=http/protobuf", "http://o:4317/v1/metrics", OtlpProtocol.HttpProtobuf)]
    [InlineData("http://[::1]:4317", "METRICS_ENDPOINT=http://m/x ENDPOINT=http://c", "http://[::1]:4317/", OtlpProtocol.Grpc)]
    [InlineData("http://c:4318", "ENDPOINT=http://c:4318", "http://c:4318/v1/metrics", OtlpProtocol.HttpProtobuf)]
    public void A_URL_wins_over_the_variables(string url, string variables, string endpoint, OtlpProtocol protocol) =>
        Goes(url, variables, endpoint, protocol);

    [Theory]
    [InlineData("", 10_000, 60_000, 30_000, false)]
    [InlineData("TIMEOUT=1 OTEL_METRIC_EXPORT_INTERVAL=2 OTEL_METRIC_EXPORT_TIMEOUT=3 COMPRESSION=gzip", 1, 2, 3, true)]
    [InlineData("TIMEOUT=1 METRICS_TIMEOUT=86400000 COMPRESSION=gzip METRICS_COMPRESSION=none", 86_400_000, 60_000, 30_000, false)]
    public void Times_and_compression_are_what_the_variables_say(string variables, int timeout, int interval, int exportTimeout, bool gzip)
    {
        var options = Settings.Read(null, variables);

        Assert.Equal(
            (timeout, interval, exportTimeout, gzip),
            (options.Timeout.TotalMilliseconds, options.Interval.TotalMilliseconds, options.ExportTimeout.TotalMilliseconds, options.Gzip));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("HEADERS=api-key=secret,x=1", "api-key:secret x:1")]
    [InlineData("HEADERS=a=1 METRICS_HEADERS=b=2", "b:2")]
    [InlineData("HEADERS=Authorization=Basic%20dXNlcjpwYXNz==,,", "Authorization:Basic dXNlcjpwYXNz==")]
    public void Headers_are_decoded(string variables, string headers) =>
        Assert.Equal(headers, string.Join(' ', Settings.Read(null, variables).Headers.Select(header => $"{header.Key}:{header.Value}")));

    [Theory]
    [InlineData("", "kong-gateway")]
    [InlineData("OTEL_SERVICE_NAME=mine", "mine")]
    [InlineData("OTEL_RESOURCE_ATTRIBUTES=service.name=theirs", "theirs")]
    [InlineData("OTEL_SERVICE_NAME=mine OTEL_RESOURCE_ATTRIBUTES=service.name=theirs", "mine")]
    public void The_service_has_a_name(string variables, string name) => Assert.Equal(name, Attribute(variables, "service.name"));

    [Theory]
    [InlineData("host.name", "")]
    [InlineData("service.instance.id", "")]
    [InlineData("host.name", "OTEL_RESOURCE_ATTRIBUTES=host.name=theirs", "theirs")]
    [InlineData("service.instance.id", "OTEL_RESOURCE_ATTRIBUTES=a=b,service.instance.id=7", "7")]
    [InlineData("deployment.environment.name", "OTEL_RESOURCE_ATTRIBUTES=deployment.environment.name=%EC%9A%B4%EC%98%81%2C%201=2", "운영, 1=2")]
    [InlineData("telemetry.sdk.name", "", "kong-ebpf-monitor")]
    [InlineData("telemetry.sdk.version", "", "1.2.3")]
    [InlineData("telemetry.sdk.language", "", "dotnet")]
    public void The_resource_has_the_users_attributes_and_our_own(string attribute, string variables, string? value = null) =>
        Assert.Equal(value ?? Environment.MachineName, Attribute(variables, attribute));

    [Theory]
    [InlineData("http://user:secret@c:4317/x?y=secret", "http://c/x")]
    [InlineData("http://c:4317?token=secret", "http://c:4317/")]
    public void Secrets_of_a_URL_are_not_shown(string url, string shown)
    {
        if (url.Contains('@', StringComparison.Ordinal))
        {
            Assert.DoesNotContain("user:", Settings.Refused(url, "").Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(shown, Settings.Read(url, "").ShownEndpoint);
        }
    }

    static void Goes(string? url, string variables, string endpoint, OtlpProtocol protocol)
    {
        var options = Settings.Read(url, variables);

        Assert.Equal((endpoint, protocol), (options.Endpoint.AbsoluteUri, options.Protocol));
    }

    static string Attribute(string variables, string name) =>
        Assert.Single(Settings.Read(null, variables).Resource.Attributes, attribute => attribute.Key == name).Value;
}
