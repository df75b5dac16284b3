// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp.Settings;

/// <summary>Where to and by which protocol, by the rules of OpenTelemetry's "OTLP Exporter Configuration".</summary>
static class EndpointSetting
{
    const string MetricsPath = "/v1/metrics";
    const int HttpPort = 4318;

    public static (Uri Endpoint, OtlpProtocol Protocol) Read(string? url, Variables variables)
    {
        var option = url is null ? default(Setting?) : new Setting(OtlpOptions.Option, url.Trim());
        var metrics = variables.Find("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");
        var general = variables.Find("OTEL_EXPORTER_OTLP_ENDPOINT");
        var given = option ?? metrics ?? general;
        var endpoint = given is { } setting ? Parse(setting) : null;
        var protocol = Protocol(variables) ?? Guess(endpoint);
        if (protocol == OtlpProtocol.Grpc)
        {
            return (endpoint ?? new("http://localhost:4317"), protocol);
        }

        endpoint ??= new($"http://localhost:{HttpPort}{MetricsPath}");
        var isGeneral = given == general && given != option && given != metrics;
        return (isGeneral || (given == option && !HasPath(endpoint)) ? WithMetricsPath(endpoint) : endpoint, protocol);
    }

    static Uri Parse(Setting setting) =>
        Uri.TryCreate(setting.Value, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? uri
            : throw setting.BadUrl();

    static OtlpProtocol? Protocol(Variables variables) => variables.Exporter("PROTOCOL") is not { } setting ? null : setting.Value switch
    {
        "grpc" => OtlpProtocol.Grpc,
        "http/protobuf" => OtlpProtocol.HttpProtobuf,
        _ => throw setting.Bad(OtlpRule.Protocol),
    };

    static OtlpProtocol Guess(Uri? endpoint) =>
        endpoint is not null && (endpoint.Port == HttpPort || HasPath(endpoint)) ? OtlpProtocol.HttpProtobuf : OtlpProtocol.Grpc;

    static bool HasPath(Uri endpoint) => endpoint.AbsolutePath.Length > 1;

    static Uri WithMetricsPath(Uri endpoint) => new UriBuilder(endpoint) { Path = endpoint.AbsolutePath.TrimEnd('/') + MetricsPath }.Uri;
}
