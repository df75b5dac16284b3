// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Pins;

/// <summary>Programs of an earlier run still count here, pinned where this one was told not to look.</summary>
public sealed class EarlierRunException(string path)
    : CaptureException(
        $"programs of an earlier run still count here, pinned at {path}: start without --no-pin and --bpffs to go on with their counts, "
        + "or remove them with 'kong-ebpf-monitor detach'")
{
    /// <summary>Where they are pinned.</summary>
    public string PinPath => path;
}
