// SPDX-License-Identifier: MIT
using KongMonitor.Core;
using KongMonitor.Core.Filters;

namespace KongMonitor.Top;

/// <summary>Where the counts come from.</summary>
interface ITopSource : IDisposable
{
    /// <summary>The monitor whose counts these are, as it says of itself; null: this process.</summary>
    string? Holder { get; }

    CountState State { get; }

    Snapshot Read(Filter filter);

    /// <summary>To be called once a second. Returns why it cannot go on, or null.</summary>
    string? Beat();

    /// <summary>The end is planned: what is not to outlive the process goes.</summary>
    void Finish();
}
