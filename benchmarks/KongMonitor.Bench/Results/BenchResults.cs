// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.Bench.Results;

/// <summary>The results file: all sections, as they were last measured on one machine.</summary>
sealed record BenchResults(Machine Machine, IReadOnlyList<SectionResult> Sections)
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new RoundedNumberConverter() },
    };

    /// <summary>All lines of all tables.</summary>
    public IEnumerable<Result> All => Sections.SelectMany(section => section.Tables).SelectMany(table => table.Results);

    /// <summary>What the file has, or nothing where there is none.</summary>
    public static BenchResults? TryRead(string path) =>
        File.Exists(path) ? JsonSerializer.Deserialize<BenchResults>(File.ReadAllText(path), options) : null;

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, options) + '\n');

    /// <summary>Puts new sections in the place of earlier ones. What another machine measured goes: it cannot stand beside them.</summary>
    public BenchResults Over(BenchResults? earlier, IReadOnlyList<string> order)
    {
        var kept = earlier?.Machine == Machine
            ? earlier.Sections.Where(section => Sections.All(newer => newer.Name != section.Name))
            : [];
        return this with { Sections = [.. kept.Concat(Sections).OrderBy(section => order.ToList().IndexOf(section.Name))] };
    }
}
