// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text.Json;
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Checking;

/// <summary>Compares multiples with bounds. Times are never compared: they are another machine's.</summary>
static class BoundCheck
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static IReadOnlyList<Bound> Read(string path) => JsonSerializer.Deserialize<Bound[]>(File.ReadAllText(path), options)!;

    /// <summary>A line for each bound that is broken. One of a section that did not run is left out.</summary>
    public static IReadOnlyList<string> FindBroken(IEnumerable<Bound> bounds, IReadOnlyList<SectionResult> sections)
    {
        var results = sections.SelectMany(section => section.Tables).SelectMany(table => table.Results).ToDictionary(result => result.Id);
        return
        [
            .. bounds.Where(bound => sections.Any(section => bound.Result.StartsWith(section.Name + '.', StringComparison.Ordinal)))
                .Select(bound => Judge(bound, results.GetValueOrDefault(bound.Result)))
                .OfType<string>(),
        ];
    }

    static string? Judge(Bound bound, Result? result)
    {
        if (result?.Against is not { } against)
        {
            return $"{bound.Result}: there is no such multiple, but a bound for it";
        }

        return Broken(bound, against.Ratio) is { } limit ? $"{bound.Result}: {Show(against)}, allowed is {limit}" : null;
    }

    // Three quarters of the windows have to be beyond it: the machine's noise breaks no bound.
    static string? Broken(Bound bound, Distribution ratio) => ratio switch
    {
        _ when ratio.Low > bound.Most => $"at most {Number(bound.Most)}",
        _ when ratio.High < bound.Least => $"at least {Number(bound.Least)}",
        _ => null,
    };

    static string Show(Comparison against) =>
        $"{Number(against.Ratio.Median)} times {against.With} ({Number(against.Ratio.Low)} to {Number(against.Ratio.High)})";

    static string Number(double? value) => value!.Value.ToString("0.00", CultureInfo.InvariantCulture);
}
