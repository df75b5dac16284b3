// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using KongMonitor.Language;

namespace KongMonitor.Output;

/// <summary>What the report calls a container when there are several.</summary>
static class ContainerTitle
{
    /// <summary>Index and what is known: name or short id, pod, image; of an unknown one the number of its cgroup.</summary>
    public static string Of(ContainerRow row, Texts texts) =>
        Texts.Fill(texts.NamedContainer, row.Index, row.Index == 0 ? texts.NotAttributed : string.Join(", ", Parts(row, texts)));

    static IEnumerable<string> Parts(ContainerRow row, Texts texts)
    {
        yield return row.Identity?.Name ?? row.Identity?.ShortenedId ?? $"cgroup {row.Cgroup}";
        if (row.Identity?.Pod is { } pod)
        {
            yield return Texts.Fill(texts.ContainerPod, pod);
        }

        if (row.Identity?.Image is { } image)
        {
            yield return image;
        }
    }
}
