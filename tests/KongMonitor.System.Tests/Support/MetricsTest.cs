// SPDX-License-Identifier: MIT
using System.Net;

namespace KongMonitor.SystemTests.Support;

/// <summary>A test of a monitor that serves metrics.</summary>
public abstract class MetricsTest(Lab lab) : PinTest(lab)
{
    const int Port = 9465;

    public override async ValueTask DisposeAsync()
    {
        Metrics.Dispose();
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Asks the monitor beside the lab's gateway, at loopback.</summary>
    private protected MetricsClient Metrics { get; } = new(lab.Gateway, new(IPAddress.Loopback, Port));

    /// <summary>What it answers now.</summary>
    private protected Scrape Scraped() => Metrics.Scrape().GetAwaiter().GetResult();

    /// <summary>Its HTTP metrics equal what nginx logged, series by series.</summary>
    private protected static void SameAsLog(Scrape scrape, string duration, string route, IEnumerable<Exchange> exchanges) => Assert.Equal(
        exchanges.GroupBy(exchange => $"{exchange.Method} {exchange.Status} {exchange.Domain} {exchange.Path}").Select(group => $"{group.Key}: {group.Count()}").Order(StringComparer.Ordinal),
        scrape.Find(duration + "_count").Select(sample =>
            $"{sample.Label("http_request_method")} {sample.Label("http_response_status_code")} {sample.Label("server_address")} {sample.Label(route)}: {sample.Value}").Order(StringComparer.Ordinal));
}
