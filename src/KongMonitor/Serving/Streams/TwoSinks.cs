// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;

namespace KongMonitor.Serving.Streams;

/// <summary>Hands each event to two: first to the one that never waits.</summary>
sealed class TwoSinks(EventHub hub, IEventSink other) : IEventSink
{
    public void OnEvent(ref readonly TrafficEvent traffic)
    {
        hub.OnEvent(in traffic);
        other.OnEvent(in traffic);
    }
}
