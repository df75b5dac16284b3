// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Net.Security;
using KongMonitor.Otlp.Settings;

namespace KongMonitor.Otlp;

/// <summary>Where metrics go, and how.</summary>
public sealed record OtlpOptions
{
    /// <summary>The option that names the collector.</summary>
    public const string Option = "--otlp";

    /// <summary>The most that an interval or a timeout may be: a day.</summary>
    public const int MostMilliseconds = 86_400_000;

    /// <summary>The URL that requests go to; of gRPC without the method.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>How they travel.</summary>
    public required OtlpProtocol Protocol { get; init; }

    /// <summary>Sent with each request; they may be secrets.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether requests are compressed with gzip.</summary>
    public bool Gzip { get; init; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>From one export to the next.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an export may take, with all its requests and what is tried again.</summary>
    public TimeSpan ExportTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whose metrics they are.</summary>
    public required OtlpResource Resource { get; init; }

    /// <summary>What a request waits before it is sent again for the first time, where the collector does not say.</summary>
    internal TimeSpan FirstRetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Of https.</summary>
    internal SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>The endpoint in messages: queries may be secrets.</summary>
    public string ShownEndpoint => Endpoint.GetLeftPart(UriPartial.Path);

    /// <summary>Reads the option and OpenTelemetry's environment variables.</summary>
    /// <param name="url">The option's value; null: the variables say where to.</param>
    /// <param name="variable">An environment variable's value.</param>
    /// <param name="version">The product's version.</param>
    /// <exception cref="BadOtlpSettingException">A value is not allowed.</exception>
    public static OtlpOptions Read(string? url, Func<string, string?> variable, string version)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var variables = new Variables(variable);
        variables.CheckTemporality();
        var (endpoint, protocol) = EndpointSetting.Read(url, variables);
        return new()
        {
            Endpoint = endpoint,
            Protocol = protocol,
            Headers = HeaderSetting.Read(variables),
            Gzip = variables.Gzip(),
            Timeout = Variables.Milliseconds(variables.Exporter("TIMEOUT"), 10_000),
            Interval = Variables.Milliseconds(variables.Find("OTEL_METRIC_EXPORT_INTERVAL"), 60_000),
            ExportTimeout = Variables.Milliseconds(variables.Find("OTEL_METRIC_EXPORT_TIMEOUT"), 30_000),
            Resource = new() { Version = version, Attributes = ResourceSetting.Read(variables, version) },
            Tls = endpoint.Scheme == Uri.UriSchemeHttps ? TlsSetting.Read(endpoint, url, variables) : null,
        };
    }
}
