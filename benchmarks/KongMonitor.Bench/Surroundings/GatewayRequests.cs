// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Net.Http;

namespace KongMonitor.Bench.Surroundings;

/// <summary>How many requests the gateway has had, from nginx's stub_status over lo.</summary>
sealed class GatewayRequests : IDisposable
{
    const string Url = "http://127.0.0.1:8009/";
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    readonly HttpClient client = new() { Timeout = patience };

    /// <summary>The count of all workers.</summary>
    public long Read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url);
        using var response = client.Send(request);
        using var reader = new StreamReader(response.EnsureSuccessStatusCode().Content.ReadAsStream());

        // Active connections, then a line of names, then accepted, handled, requests.
        var numbers = reader.ReadToEnd().Split('\n')[2].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return long.Parse(numbers[2], CultureInfo.InvariantCulture);
    }

    /// <summary>Returns once there were so many more requests.</summary>
    public void WaitFor(long more)
    {
        var start = Read();
        var until = DateTime.UtcNow + patience;
        while (Read() - start < more)
        {
            if (DateTime.UtcNow > until)
            {
                throw new BenchException($"the gateway had fewer than {more} requests in {patience.TotalSeconds} seconds: is the load generator running?");
            }

            Thread.Sleep(1);
        }
    }

    public void Dispose() => client.Dispose();
}
