// SPDX-License-Identifier: MIT
using System.Text.Json;
using System.Text.Json.Serialization;
using KongMonitor.Bench.Results;

namespace KongMonitor.Bench.Goals;

/// <summary>benchmarks/goals.json.</summary>
static class GoalFile
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static IReadOnlyList<Goal> Read(string path) => JsonSerializer.Deserialize<Goal[]>(File.ReadAllText(path), options)!;

    /// <summary>All goals, beside what was measured of each.</summary>
    public static IReadOnlyList<JudgedGoal> Judge(IEnumerable<Goal> goals, BenchResults results)
    {
        var byId = results.All.ToDictionary(result => result.Id);
        return [.. goals.Select(goal => JudgedGoal.Of(goal, byId.GetValueOrDefault(goal.Result)))];
    }
}
