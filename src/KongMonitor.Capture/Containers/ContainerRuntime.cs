// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Containers;

/// <summary>Who made a container, as its cgroup's name tells.</summary>
enum ContainerRuntime
{
    /// <summary>A bare id, as several runtimes write it where systemd does not make the cgroups.</summary>
    Unknown,
    Podman,
    Docker,
    Containerd,
    CriO,
}
