// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core;

namespace KongMonitor.Output;

/// <summary>A form in which the user gets what was counted. What is written stays in a buffer until <see cref="Flush"/>.</summary>
interface IOutput
{
    /// <summary>The programs are in place.</summary>
    void Started(DateTimeOffset start, IReadOnlyList<Attachment> attachments);

    /// <summary>A message went by.</summary>
    void Event(in TrafficEvent traffic, WallClock clock);

    /// <summary>The counts at one moment.</summary>
    void Report(Snapshot snapshot);

    /// <summary>Writes to the stream what was buffered.</summary>
    void Flush();
}
