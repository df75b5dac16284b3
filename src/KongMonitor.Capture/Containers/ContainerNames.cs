// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Containers;

/// <summary>What a runtime's files say of a container, as it stands there; null where they say nothing.</summary>
readonly record struct ContainerNames(string? Name, string? Pod, string? Image);
