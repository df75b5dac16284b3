// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>One line of a scrape.</summary>
sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, decimal Value)
{
    /// <summary>A label's value; empty where it has none, as Prometheus sees it.</summary>
    public string Label(string name) => Labels.GetValueOrDefault(name, "");

    /// <summary>The series: name and labels.</summary>
    public override string ToString() =>
        $"{Name}{{{string.Join(',', Labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"))}}}";
}
