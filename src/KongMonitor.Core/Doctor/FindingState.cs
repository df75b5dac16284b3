// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Doctor;

/// <summary>How a check ended.</summary>
public enum FindingState
{
    /// <summary>As it should be.</summary>
    Ok,

    /// <summary>Worth knowing; nothing is missing because of it that the monitor was to show.</summary>
    Note,

    /// <summary>Data is missing, or the monitor cannot run, because of it.</summary>
    Problem,
}
