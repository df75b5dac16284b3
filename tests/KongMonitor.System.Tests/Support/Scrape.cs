// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.RegularExpressions;

namespace KongMonitor.SystemTests.Support;

/// <summary>Metrics as they were scraped: Prometheus's text, read by its rules.</summary>
sealed partial class Scrape
{
    Scrape(string text, List<Sample> samples)
    {
        Text = text;
        Samples = samples;
    }

    public string Text { get; }

    public IReadOnlyList<Sample> Samples { get; }

    public static Scrape Of(string text)
    {
        var samples = new List<Sample>();
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            var match = SampleLine().Match(line);
            Assert.True(match.Success, $"no sample: {line}");
            var labels = match.Groups["label"].Captures.Zip(match.Groups["text"].Captures)
                .ToDictionary(pair => pair.First.Value, pair => Regex.Replace(pair.Second.Value, @"\\(.)", found => found.Groups[1].Value == "n" ? "\n" : found.Groups[1].Value));
            samples.Add(new(match.Groups["name"].Value, labels, decimal.Parse(match.Groups["value"].Value, NumberStyles.Float, CultureInfo.InvariantCulture)));
        }

        var twice = samples.GroupBy(sample => sample.ToString()).FirstOrDefault(group => group.Count() > 1);
        Assert.True(twice is null, $"twice in one scrape: {twice?.Key}");
        return new(text, samples);
    }

    /// <summary>The samples of that name and those labels, whatever other labels they have.</summary>
    public IEnumerable<Sample> Find(string name, params (string Name, string Value)[] labels) =>
        Samples.Where(sample => sample.Name == name && labels.All(label => sample.Label(label.Name) == label.Value));

    /// <summary>Their sum.</summary>
    public decimal Sum(string name, params (string Name, string Value)[] labels) => Find(name, labels).Sum(sample => sample.Value);

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][\w:]*)(\{((?<label>[a-zA-Z_]\w*)="(?<text>([^"\\\n]|\\[\\"n])*)",?)*\})? (?<value>\S+)$""")]
    private static partial Regex SampleLine();
}
