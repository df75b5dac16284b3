// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Metrics;

/// <summary>Names of OpenTelemetry's semantic conventions 1.37 (HTTP metrics, container), and the monitor's own beside them.</summary>
static class Semantic
{
    public const string ServerDuration = "http.server.request.duration";
    public const string ServerRequestBody = "http.server.request.body.size";
    public const string ServerResponseBody = "http.server.response.body.size";
    public const string ServerActive = "http.server.active_requests";
    public const string ClientDuration = "http.client.request.duration";
    public const string ClientRequestBody = "http.client.request.body.size";
    public const string ClientResponseBody = "http.client.response.body.size";
    public const string ClientActive = "http.client.active_requests";

    public const string Method = "http.request.method";
    public const string Status = "http.response.status_code";
    public const string Route = "http.route";
    public const string Template = "url.template";
    public const string Scheme = "url.scheme";
    public const string Server = "server.address";
    public const string Error = "error.type";
    public const string Container = "container.name";
    public const string ContainerId = "container.id";
    public const string ContainerImage = "container.image.name";

    public const string Leg = "leg";
    public const string Reason = "reason";
    public const string Kind = "kind";
    public const string Map = "map";
    public const string Direction = "direction";
    public const string Outcome = "outcome";
    public const string Version = "version";
    public const string Pod = "pod";
    public const string Warning = "warning";

    /// <summary>A method that is none of the known ones.</summary>
    public const string OtherMethod = "_OTHER";

    public const string Seconds = "s";
    public const string Bytes = "By";
    public const string Nothing = "1";
    public const string Requests = "{request}";
    public const string Responses = "{response}";
    public const string Connections = "{connection}";
    public const string Rows = "{row}";
    public const string Clients = "{client}";
    public const string Events = "{event}";
    public const string Exports = "{export}";
    public const string Points = "{point}";
}
