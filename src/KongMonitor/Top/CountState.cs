// SPDX-License-Identifier: MIT
namespace KongMonitor.Top;

/// <summary>Who counts what is shown.</summary>
enum CountState
{
    /// <summary>A monitor: this process, or the one that runs beside it.</summary>
    Counting,

    /// <summary>No monitor; programs that one left attached.</summary>
    Left,

    /// <summary>Nobody any more.</summary>
    Gone,
}
