// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;

namespace KongMonitor.Output;

/// <summary>An output that knows what a replay alone has.</summary>
interface IReplayOutput : IOutput
{
    /// <summary>An exchange ended with this event, which was told before.</summary>
    void Exchange(in TrafficEvent traffic, WallClock clock, bool withQuery);

    /// <summary>The file is over; the report follows.</summary>
    void Replayed(string file, CaptureSummary summary);
}
