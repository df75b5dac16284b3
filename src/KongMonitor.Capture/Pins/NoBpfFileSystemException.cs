// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Pins;

/// <summary>Something was to outlive the process, and there is no place for it.</summary>
/// <param name="directory">The directory that is not on a bpffs; null: none is mounted at all.</param>
public sealed class NoBpfFileSystemException(string? directory)
    : CaptureException(
        directory is null ? "no bpffs is mounted here: mount -t bpf bpf /sys/fs/bpf"
        : $"{directory} is not a directory on a mounted bpffs: mount -t bpf bpf /sys/fs/bpf, and name that")
{
    /// <summary>The directory that was named, if one was.</summary>
    public string? Place => directory;
}
