// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core.Filters;

namespace KongMonitor.Output;

/// <summary>Hands on the events that a filter means.</summary>
/// <param name="filter">Which.</param>
/// <param name="containers">Gives who the containers are by now.</param>
/// <param name="next">Gets them.</param>
sealed class FilteredEvents(Filter filter, Func<KnownContainers> containers, IEventSink next) : IEventSink
{
    public void OnEvent(ref readonly TrafficEvent traffic)
    {
        if (filter.Matches(traffic, containers()))
        {
            next.OnEvent(in traffic);
        }
    }
}
