// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Capture;
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.Serving.Streams;

namespace KongMonitor.Bench.UserSpace;

/// <summary>
/// What <c>run --listen</c> does with events while a page is open: they are matched with its filter, counted, and a sample
/// of each quarter of a second is written as JSON by another thread. Nobody fetches it here.
/// </summary>
sealed class PageSink : IEventSink, IDisposable
{
    readonly EventHub hub = new(new(), failure => throw failure);
    readonly EventClient client;

    public PageSink(string filter)
    {
        if (!Filter.TryParse(filter, out var parsed, out _))
        {
            throw new ArgumentException($"no filter: {filter}", nameof(filter));
        }

        hub.Begin(new(DateTimeOffset.UtcNow, false), () => KnownContainers.None, _ => { });
        client = hub.Join(parsed) ?? throw new BenchException("the first client of a stream found no place");
    }

    public void OnEvent(ref readonly TrafficEvent traffic) => hub.OnEvent(in traffic);

    public void Dispose()
    {
        hub.Leave(client);
        hub.Dispose();
    }
}
