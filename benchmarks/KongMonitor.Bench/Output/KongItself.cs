// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;

namespace KongMonitor.Bench.Output;

/// <summary>What Kong's own way to the same facts costs, which ./bench does not measure.</summary>
static class KongItself
{
    const string OwnCost = "exchange.events-on.total";

    const string Figures =
        """
        ## Beside Kong's own plugins

        These figures are not of `./bench`, which needs no Kong: they were taken once, of Kong Gateway 3.9 with requests that it proxied,
        before this program was written, and are here for their order of magnitude.

        | Kong Gateway 3.9 | worker CPU a request | requests a second |
        | --- | ---: | ---: |
        | without plugins | 41 µs | 23,000 |
        | with the plugins file-log and prometheus | 115 – 122 µs | 8,400 |
        """;

    public static string Text(BenchResults results) => results.All.FirstOrDefault(result => result.Id == OwnCost) is { Against: { } against } own
        ? $"""
          {Figures}

          The monitor takes {Cells.Number(against.Difference.Median)} {own.Unit} of kernel time an exchange with events read (the table of the next section). A
          request that the gateway proxies is two exchanges, the client's and the gateway's own with the service.
          """ + "\n"
        : Figures + "\n";
}
