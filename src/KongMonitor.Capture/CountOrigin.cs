// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>Where the counts of a capture come from, and whether they outlive it.</summary>
public enum CountOrigin
{
    /// <summary>They start at zero and end with the process: nothing is pinned, by wish or because there is no place for it.</summary>
    Unpinned,

    /// <summary>They start at zero and are pinned.</summary>
    Fresh,

    /// <summary>They are an earlier run's, taken over with everything.</summary>
    Adopted,

    /// <summary>They start at zero, since an earlier run's have another layout or size.</summary>
    OtherLayout,
}
