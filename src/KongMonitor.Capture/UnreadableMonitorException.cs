// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>A monitor runs in this network namespace whose counts cannot be read from here.</summary>
/// <param name="holder">What it says of itself.</param>
/// <param name="hasOtherLayout">They are pinned, but by another version; else they are not pinned where this process can see it.</param>
public sealed class UnreadableMonitorException(string holder, bool hasOtherLayout)
    : CaptureException(hasOtherLayout
        ? $"the monitor that runs here ({holder}) is of another version, whose counts have another layout"
        : $"the monitor that runs here ({holder}) has not pinned its counts where this process can see them")
{
    /// <summary>What the other one says of itself: process id, host name, start.</summary>
    public string Holder => holder;

    /// <summary>Whether its counts are there, in a layout of another version.</summary>
    public bool HasOtherLayout => hasOtherLayout;
}
