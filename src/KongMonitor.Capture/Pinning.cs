// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>Whether programs and counts are to outlive the process.</summary>
public enum Pinning
{
    /// <summary>Where a bpffs is mounted.</summary>
    IfPossible,

    /// <summary>Without a bpffs nothing is started.</summary>
    Required,

    /// <summary>They end with the process.</summary>
    Never,
}
