// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Capture;

/// <summary>Receives events, on the event reader's thread.</summary>
public interface IEventSink
{
    /// <summary>One event; it is only there during the call.</summary>
    void OnEvent(ref readonly TrafficEvent traffic);
}
