// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>
/// Who a cgroup belongs to, as far as it is known for certain. All of it was written by
/// others, and is in the safe form of <see cref="WireText"/>.
/// </summary>
/// <param name="Id">The container's 64 hexadecimal digits; null for what is no container, such as a systemd service.</param>
/// <param name="Name">The container's or the service's name; in a pod of Kubernetes the container's name there.</param>
/// <param name="Pod">namespace/name in Kubernetes, else the pod's id (its uid, or the first 12 digits of Podman's).</param>
/// <param name="Image">What the container was started from.</param>
/// <param name="Path">The cgroup, as far as it can be seen from here.</param>
public sealed record ContainerIdentity(string? Id, string? Name, string? Pod, string? Image, string Path)
{
    const int ShortId = 12;

    /// <summary>The id as the runtimes' own tools print it.</summary>
    public string? ShortenedId => Id?[..Math.Min(Id.Length, ShortId)];
}
