// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.RegularExpressions;

namespace KongMonitor.CoreTests.Support;

/// <summary>What files of the repository ask of Prometheus.</summary>
static partial class Expressions
{
    /// <summary>Those of a dashboard, with a word for each of its variables, and of a document. Rules are one text: promtool checks them itself.</summary>
    public static IReadOnlyList<string> In(string file)
    {
        var text = Repository.Read(file);
        if (file.EndsWith(".md", StringComparison.Ordinal))
        {
            return [.. Block().Matches(text).SelectMany(match => match.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        }

        if (file.EndsWith(".json", StringComparison.Ordinal))
        {
            using var dashboard = JsonDocument.Parse(text);
            return [.. Expr(dashboard.RootElement).Select(WithoutVariables)];
        }

        return [string.Join('\n', text.Split('\n').Where(line => !line.TrimStart().StartsWith('#')))];
    }

    /// <summary>Labels in its selectors, and those that it keeps, drops or joins by.</summary>
    public static IEnumerable<string> Labels(string expression) =>
        Selector().Matches(expression).SelectMany(match => Matcher().Matches(match.Groups[1].Value)).Select(match => match.Groups[1].Value)
            .Concat(LabelList().Matches(expression).SelectMany(match => match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries)));

    static IEnumerable<string> Expr(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property is { Name: "expr", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : Expr(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Expr),
        _ => [],
    };

    static string WithoutVariables(string expression) =>
        Variable().Replace(expression.Replace("$__rate_interval", "5m", StringComparison.Ordinal), "x");

    [GeneratedRegex("```promql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    // Behind a name: not the braces of a template, nor those in a quoted text.
    [GeneratedRegex("""[\w:]\{((?:[^{}"]|"[^"]*")*)\}""")]
    private static partial Regex Selector();

    [GeneratedRegex("(\\w+)\\s*(?:=~|!~|!=|=)\\s*\"")]
    private static partial Regex Matcher();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring|group_left|group_right) \(([^)]*)\)")]
    private static partial Regex LabelList();

    [GeneratedRegex(@"\$\{?\w+\}?")]
    private static partial Regex Variable();
}
