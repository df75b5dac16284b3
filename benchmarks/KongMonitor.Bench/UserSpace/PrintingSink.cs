// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core;
using KongMonitor.Output;

namespace KongMonitor.Bench.UserSpace;

/// <summary>Makes a line of each event as <c>run</c> does, here on the reader's thread, and throws it away.</summary>
sealed class PrintingSink(IOutput output) : IEventSink
{
    const int Batch = 64; // as many as the output's thread takes at once
    readonly WallClock clock = new(DateTimeOffset.UtcNow, (ulong)Stopwatch.GetTimestamp());
    int printed;

    public void OnEvent(ref readonly TrafficEvent traffic)
    {
        output.Event(traffic, clock);
        if (++printed % Batch == 0)
        {
            output.Flush();
        }
    }
}
