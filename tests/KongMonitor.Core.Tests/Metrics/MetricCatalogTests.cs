// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Metrics;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.Metrics;

public sealed class MetricCatalogTests
{
    readonly KernelReading reading = new() { Time = Wire.Time, Since = Wire.Time.AddHours(-1), Monotonic = Wire.Monotonic };

    [Fact]
    public void Names_are_those_of_OpenTelemetrys_conventions()
    {
        Assert.Equal(
            [
                "http_server_request_duration_seconds", "http_server_request_body_size_bytes", "http_server_response_body_size_bytes", "http_server_active_requests",
                "http_client_request_duration_seconds", "http_client_request_body_size_bytes", "http_client_response_body_size_bytes", "http_client_active_requests",
            ],
            Metrics().Select(metric => PrometheusName.Of(metric)).Where(name => name.StartsWith("http_", StringComparison.Ordinal)));
        Assert.All(Metrics(), metric => Assert.Matches("^(http|kong_monitor)(\\.[a-z_]+)+$", metric.Name));
        Assert.Distinct(Metrics().Select(metric => metric.Name));
        Assert.All(Metrics(), metric => Assert.Matches("^[A-Z0-9].*\\.$", metric.Help));
    }

    [Theory]
    [InlineData(Leg.Downstream, 200, "http.request.method=GET url.scheme=http server.address=api.example.com http.route=/users http.response.status_code=200")]
    [InlineData(Leg.Downstream, 404, "http.request.method=GET url.scheme=http server.address=api.example.com http.route=/users http.response.status_code=404")]
    [InlineData(Leg.Downstream, 502, "http.request.method=GET url.scheme=http server.address=api.example.com http.route=/users http.response.status_code=502 error.type=502")]
    [InlineData(Leg.Upstream, 404, "http.request.method=GET server.address=api.example.com url.template=/users http.response.status_code=404 error.type=404")]
    [InlineData(Leg.Downstream, (int)ExchangeStatus.Timeout, "http.request.method=GET url.scheme=http server.address=api.example.com http.route=/users error.type=timeout")]
    [InlineData(Leg.Upstream, (int)ExchangeStatus.ResetByServer, "http.request.method=GET server.address=api.example.com url.template=/users error.type=reset_by_server")]
    public void A_series_has_the_conventions_attributes(Leg leg, int status, string labels)
    {
        reading.Endpoints.Add(Wire.Endpoint((ushort)status, leg: leg), new EndpointStats { Order = 1 });
        Assert.Equal(labels, Labels(Assert.Single(Of(leg == Leg.Downstream ? "http.server.request.duration" : "http.client.request.duration").Points)));
    }

    [Fact]
    public void A_method_that_is_none_of_the_known_ones_is_called_as_the_conventions_say()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, method: HttpMethod.Other), new EndpointStats { Order = 1 });
        Assert.StartsWith("http.request.method=_OTHER ", Labels(Assert.Single(Of("http.server.request.duration").Points)));
    }

    [Fact]
    public void A_request_without_host_and_path_has_no_such_labels()
    {
        reading.Endpoints.Add(Wire.Endpoint(400, domain: "", path: ""), new EndpointStats { Order = 1 });
        Assert.Equal("http.request.method=GET url.scheme=http http.response.status_code=400", Labels(Assert.Single(Of("http.server.request.duration").Points)));
    }

    [Fact]
    public void Reasons_and_kinds_have_their_series_from_the_start_so_that_a_first_one_is_an_increase()
    {
        Assert.Equal(10, Of("kong_monitor.unanswered").Points.Length);
        Assert.Equal((int)DesyncReason.Count * 2, Of("kong_monitor.desynced").Points.Length);
        Assert.Equal(Names.Losses.Count, Of("kong_monitor.losses").Points.Length);
        Assert.Equal((int)NotHttp.Count * 2, Of("kong_monitor.not_http.connections").Points.Length);
        Assert.All(Of("kong_monitor.losses").Points, point => Assert.Equal(0UL, point.Value));
    }

    [Fact]
    public void Losses_stand_with_their_reason()
    {
        reading.Losses[(int)Loss.HoldFull] = 4;
        Assert.Equal("reason=hold_full", Labels(Assert.Single(Of("kong_monitor.losses").Points, point => point.Value == 4)));
    }

    [Fact]
    public void Active_requests_are_those_of_the_containers()
    {
        var stats = default(ContainerStats);
        stats.Downstream.InFlight = 3;
        stats.Downstream.LastActivity = 1;
        reading.Containers.Add(0, stats);
        reading.Containers.Add(1, stats);
        reading.ContainerCgroups[1] = 7;
        Assert.Equal([("", 3UL), ("container.name=cgroup 7", 3UL)], Of("http.server.active_requests").Points.Select(point => (Labels(point), point.Value)));
    }

    [Fact]
    public void Times_are_those_of_the_reading()
    {
        Assert.Equal(Wire.Time.ToUnixTimeSeconds(), (long)Assert.Single(Of("kong_monitor.snapshot.timestamp").Points).Value / 1_000_000_000);
        Assert.Equal(3600UL * 1_000_000_000, Assert.Single(Of("kong_monitor.snapshot.timestamp").Points).Value - Assert.Single(Of("kong_monitor.since.timestamp").Points).Value);
    }

    Metric Of(string name) => Metrics().Single(metric => metric.Name == name);

    ImmutableArray<Metric> Metrics() =>
        MetricCatalog.Of(SnapshotBuilder.Build(reading, new() { Series = new(new()) }), "1.2.3").Metrics;

    static string Labels(MetricPoint point) => string.Join(' ', point.Labels.Select(label => $"{label.Name}={label.Value}"));
}
