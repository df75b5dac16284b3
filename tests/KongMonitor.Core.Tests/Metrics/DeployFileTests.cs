// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.RegularExpressions;
using KongMonitor.Core.Metrics;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.Metrics;

/// <summary>Rules, dashboard and reference against the metrics that the code makes.</summary>
public sealed partial class DeployFileTests
{
    const string Recording = "deploy/prometheus/recording.yml";
    const string Alerts = "deploy/prometheus/alerts.yml";
    const string Dashboard = "deploy/grafana/kong-ebpf-monitor.json";
    const string Reference = "docs/metrics.md";
    static readonly string[] labelsOfTarget = ["job", "instance", "namespace", "pod", "le"];
    static readonly string[] partsOfHistogram = ["_bucket", "_sum", "_count"];
    static readonly Dictionary<string, Metric> metrics = EveryMetric.All.ToDictionary(metric => PrometheusName.Of(metric));

    [Theory]
    [InlineData(Recording)]
    [InlineData(Alerts)]
    [InlineData(Dashboard)]
    [InlineData(Reference)]
    public void The_monitor_makes_every_metric_that_is_named_in(string file)
    {
        var names = MetricName().Matches(Repository.Read(file)).Select(match => match.Value).Distinct().ToArray();

        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => !IsMade(name));
    }

    [Theory]
    [InlineData(Recording)]
    [InlineData(Alerts)]
    [InlineData(Dashboard)]
    [InlineData(Reference)]
    public void There_is_every_label_that_an_expression_asks_for_in(string file)
    {
        var known = metrics.Values.SelectMany(LabelsOf).Concat(labelsOfTarget).ToHashSet();
        var labels = Expressions.In(file).SelectMany(Expressions.Labels).Distinct().ToArray();

        Assert.NotEmpty(labels);
        Assert.DoesNotContain(labels, label => !known.Contains(label));
    }

    [Theory]
    [InlineData(Recording)]
    [InlineData(Alerts)]
    public void There_is_a_rule_for_every_recorded_name_in(string file)
    {
        var recorded = RecordRule().Matches(Repository.Read(Recording)).Select(match => match.Groups[1].Value).ToHashSet();
        var names = RecordedName().Matches(Repository.Read(file)).Select(match => match.Value).Distinct().ToArray();

        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => !recorded.Contains(name));
    }

    [Fact]
    public void The_reference_has_every_metric_with_its_names_type_and_unit_and_the_monitors_own_with_their_labels()
    {
        var lines = Repository.Read(Reference).Split('\n');

        Assert.All(metrics.Values.Select(Row), row => Assert.Contains(lines, line => line.StartsWith(row, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(Dashboard)]
    [InlineData(Reference)]
    public void Prometheus_can_read_every_expression_in(string file)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/promtool"), "needs promtool, of Debian's package prometheus");
        Assert.Equal("", Promtool.FaultsOf(Expressions.In(file)));
    }

    [Fact]
    public void Every_panel_has_a_type_that_Grafana_still_has_a_description_and_a_unit()
    {
        using var dashboard = JsonDocument.Parse(Repository.Read(Dashboard));
        var all = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToArray();
        var panels = all.Where(panel => Text(panel, "type") != "row").ToArray();

        Assert.Distinct(all.Select(panel => panel.GetProperty("id").GetInt32()));
        Assert.All(panels, panel =>
        {
            var type = Text(panel, "type");
            Assert.Contains(type, (string[])["timeseries", "stat", "table", "heatmap"]);
            Assert.NotEqual("", Text(panel, "description"));
            Assert.Equal("${datasource}", Text(panel.GetProperty("datasource"), "uid"));
            Assert.True(type is "table" or "heatmap" || Text(panel.GetProperty("fieldConfig").GetProperty("defaults"), "unit") != "", Text(panel, "title"));
        });
    }

    [Fact]
    public void Every_alert_has_a_test_in_which_it_fires()
    {
        var tests = Repository.Read("tests/prometheus/alerts.yml");
        var alerts = AlertRule().Matches(Repository.Read(Alerts)).Select(match => match.Groups[1].Value).ToArray();

        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert => Assert.Contains($"ALERTS{{alertname=\"{alert}\", alertstate=\"firing\"", tests, StringComparison.Ordinal));
    }

    static bool IsMade(string name) => metrics.ContainsKey(name) || partsOfHistogram.Any(part =>
        name.EndsWith(part, StringComparison.Ordinal) && metrics.TryGetValue(name[..^part.Length], out var metric) && metric.Kind == MetricKind.Histogram);

    static IEnumerable<string> LabelsOf(Metric metric) =>
        metric.Points.SelectMany(point => point.Labels).Select(label => PrometheusName.Label(label.Name)).Distinct();

    // How a line of the reference begins.
    static string Row(Metric metric)
    {
        var type = metric.Kind switch
        {
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
            _ => "gauge",
        };
        var row = $"| `{metric.Name}` | `{PrometheusName.Of(metric)}` | {type} | `{metric.Unit}` |";
        var labels = string.Join(", ", LabelsOf(metric).Select(label => $"`{label}`"));
        return !metric.Name.StartsWith("kong_monitor.", StringComparison.Ordinal) ? row
            : labels == "" ? row + " |"
            : $"{row} {labels} |";
    }

    static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";

    [GeneratedRegex(@"(?<![\w:.])(?:http_(?:server|client)|kong_monitor)_\w+(?![\w:])")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"(?<![\w:])instance\w*:\w+:\w+")]
    private static partial Regex RecordedName();

    [GeneratedRegex(@"- record: (\S+)")]
    private static partial Regex RecordRule();

    [GeneratedRegex(@"- alert: (\S+)")]
    private static partial Regex AlertRule();
}
