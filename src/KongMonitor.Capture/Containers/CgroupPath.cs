// SPDX-License-Identifier: MIT
using System.Buffers;

namespace KongMonitor.Capture.Containers;

/// <summary>
/// What the path of a cgroup tells. The innermost container counts: what runs below its cgroup (a systemd, another
/// runtime's processes without a container of their own) is part of it.
/// </summary>
/// <param name="Runtime">Whose container.</param>
/// <param name="Id">The container, if the path is one's.</param>
/// <param name="Pod">The pod's id, if the path names it.</param>
/// <param name="Unit">Where there is no container: the systemd unit, else the last segment.</param>
readonly record struct CgroupPath(ContainerRuntime Runtime, string? Id, string? Pod, string? Unit)
{
    const int ShortestUid = 32;
    const int LongestUid = 36;
    static readonly SearchValues<char> uidCharacters = SearchValues.Create("0123456789abcdef-");

    // Podman's and CRI-O's monitoring processes (…-conmon-…) are in cgroups of their own, which fit none of these.
    static readonly (string Prefix, ContainerRuntime Runtime)[] prefixes =
    [
        ("libpod-payload-", ContainerRuntime.Podman),
        ("libpod-", ContainerRuntime.Podman),
        ("docker-", ContainerRuntime.Docker),
        ("cri-containerd-", ContainerRuntime.Containerd),
        ("nerdctl-", ContainerRuntime.Containerd),
        ("crio-", ContainerRuntime.CriO),
    ];

    // With systemd's form (slice:prefix:id) given to a runtime that makes its cgroups itself.
    static readonly (string Prefix, ContainerRuntime Runtime)[] colonPrefixes =
    [
        ("libpod", ContainerRuntime.Podman),
        ("docker", ContainerRuntime.Docker),
        ("cri-containerd", ContainerRuntime.Containerd),
        ("nerdctl", ContainerRuntime.Containerd),
        ("crio", ContainerRuntime.CriO),
    ];

    public static CgroupPath Parse(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            if (Container(segments, i) is { } found)
            {
                return new CgroupPath(found.Runtime, found.Id, PodOf(segments.AsSpan(0, i + 1)), null);
            }
        }

        var unit = segments.LastOrDefault(IsService) ?? segments.LastOrDefault(segment => segment != "..");
        return new CgroupPath(ContainerRuntime.Unknown, null, PodOf(segments), unit);
    }

    static (ContainerRuntime Runtime, string Id)? Container(string[] segments, int at)
    {
        var segment = segments[at];
        var parent = at > 0 ? segments[at - 1] : "";
        if (ContainerId.Is(segment))
        {
            // Podman's pods have such names too.
            return parent == "libpod_parent" ? null : (parent == "docker" ? ContainerRuntime.Docker : ContainerRuntime.Unknown, segment);
        }

        if (segment.LastIndexOf(':') is var colon && colon >= 0 && ContainerId.Is(segment.AsSpan(colon + 1)))
        {
            var maker = segment[..colon].Split(':')[^1];
            return (colonPrefixes.FirstOrDefault(known => known.Prefix == maker).Runtime, segment[(colon + 1)..]);
        }

        var name = segment.AsSpan();
        name = name.EndsWith(".scope") ? name[..^".scope".Length] : name;
        foreach (var (prefix, runtime) in prefixes)
        {
            if (name.StartsWith(prefix) && ContainerId.Is(name[prefix.Length..]))
            {
                return (runtime, name[prefix.Length..].ToString());
            }
        }

        return null;
    }

    static string? PodOf(ReadOnlySpan<string> segments)
    {
        for (var i = segments.Length - 1; i >= 0; i--)
        {
            if ((KubernetesPod(segments[i]) ?? PodmanPod(segments[i], i > 0 ? segments[i - 1] : "")) is { } pod)
            {
                return pod;
            }
        }

        return null;
    }

    // kubepods/burstable/pod<uid>, or kubepods-burstable-pod<uid with underscores>.slice, which may be followed by :prefix:id.
    static string? KubernetesPod(string segment)
    {
        var end = segment.IndexOf(".slice", StringComparison.Ordinal);
        var name = end < 0 ? segment : segment[..end];
        var start = name.LastIndexOf("pod", StringComparison.Ordinal);
        if (start < 0 || (start > 0 && !(name[start - 1] == '-' && name.Contains("kubepods", StringComparison.Ordinal))))
        {
            return null;
        }

        var uid = name[(start + "pod".Length)..].Replace('_', '-');
        return uid.Length is >= ShortestUid and <= LongestUid && !uid.AsSpan().ContainsAnyExcept(uidCharacters) ? uid : null;
    }

    // libpod_parent/<id>, or machine-libpod_pod_<id>.slice (user-… without root).
    static string? PodmanPod(string segment, string parent)
    {
        const string marker = "-libpod_pod_";
        var start = segment.IndexOf(marker, StringComparison.Ordinal);
        var id = start >= 0 && segment.EndsWith(".slice", StringComparison.Ordinal)
            ? segment.AsSpan(start + marker.Length)[..^".slice".Length]
            : parent == "libpod_parent" ? segment : default;
        return ContainerId.Is(id) ? id[..ContainerId.ShortLength].ToString() : null;
    }

    static bool IsService(string segment) => segment.EndsWith(".service", StringComparison.Ordinal);
}
