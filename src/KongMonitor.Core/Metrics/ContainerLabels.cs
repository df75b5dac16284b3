// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Core.Metrics;

/// <summary>
/// What a container is called in the metrics: its name, else the short form of its id, else its cgroup. It is called so
/// from the first time on, since another name would be another series; no two are called the same.
/// </summary>
sealed class ContainerLabels
{
    readonly Dictionary<uint, string> labels = [];
    readonly HashSet<string> taken = [];

    /// <summary>Null for what belongs to no container.</summary>
    public string? Of(KernelReading reading, uint index)
    {
        if (index == 0 || index >= KernelReading.ContainerLimit)
        {
            return null;
        }

        if (!labels.TryGetValue(index, out var label))
        {
            label = Candidates(index, reading.ContainerIdentities[index], reading.ContainerCgroups[index]).First(taken.Add);
            labels.Add(index, label);
        }

        return label;
    }

    static IEnumerable<string> Candidates(uint index, ContainerIdentity? identity, ulong cgroup)
    {
        var id = identity?.ShortenedId ?? Cgroup(cgroup);
        var name = identity?.Name ?? id;
        yield return name;
        yield return $"{name} ({id})";
        for (var number = index; ; number++)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{name} ({id}, {number})");
        }
    }

    static string Cgroup(ulong cgroup) => string.Create(CultureInfo.InvariantCulture, $"cgroup {cgroup}");
}
