// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;

namespace KongMonitor.Bench.UserSpace;

/// <summary>Takes events and does nothing with them.</summary>
sealed class NoSink : IEventSink
{
    public void OnEvent(ref readonly TrafficEvent traffic)
    {
    }
}
