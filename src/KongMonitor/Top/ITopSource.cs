// SPDX-License-Identifier: MIT
using KongMonitor.Core;

namespace KongMonitor.Top;

/// <summary>Where the counts come from.</summary>
interface ITopSource : IDisposable
{
    /// <summary>As of the last beat.</summary>
    CountOwner Owner { get; }

    /// <summary>Reads the counts; the next reading fills the same object.</summary>
    /// <param name="allConnections">Whether every connection is wanted and not the most recent ones.</param>
    KernelReading Read(bool allConnections);

    /// <summary>To be called once a second. Returns why it cannot go on, or null.</summary>
    string? Beat();

    /// <summary>The end is planned: what is not to outlive the process goes.</summary>
    void Finish();
}
