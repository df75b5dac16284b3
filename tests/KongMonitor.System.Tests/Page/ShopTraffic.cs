// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Page;

/// <summary>Varied real traffic, as a gateway before a shop has it, until it is ended.</summary>
sealed class ShopTraffic : IAsyncDisposable
{
    const int Clients = 8;

    // Method, host, path, and how often among all.
    static readonly (string Method, string Host, string Path, int Weight)[] calls =
    [
        ("GET", "shop.example.com", "/products", 30),
        ("GET", "shop.example.com", "/products/{0}", 25),
        ("GET", "shop.example.com", "/files/text.txt", 12),
        ("GET", "shop.example.com", "/search", 10),
        ("GET", "shop.example.com", "/cart/404", 1),
        ("GET", "api.example.com", "/users/{0}", 14),
        ("POST", "api.example.com", "/orders/201", 8),
        ("DELETE", "api.example.com", "/cart/204", 3),
        ("GET", "api.example.com", "/payments/503", 1),
        ("GET", "auth.example.com", "/session", 9),
        ("GET", "auth.example.com", "/session/401", 1),
        ("GET", "www.example.com", "/old/301", 3),
        ("GET", "www.example.com", "/static/1m.bin", 1),
    ];

    readonly CancellationTokenSource done = new();
    readonly Task clients;

    public ShopTraffic(Lab lab) => clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(seed => Task.Run(() => Shop(lab, new(seed)))));

    public async ValueTask DisposeAsync()
    {
        await done.CancelAsync();
        await clients;
        done.Dispose();
    }

    async Task Shop(Lab lab, Random random)
    {
        using var client = HttpClientSocket.Connect(lab);
        for (var calls = 0; !done.IsCancellationRequested; calls++)
        {
            client.Call(Next(random));
            await Task.Delay(random.Next(5, calls % 400 < 200 ? 30 : 60), CancellationToken.None);
        }
    }

    static Request Next(Random random)
    {
        var at = random.Next(calls.Sum(call => call.Weight));
        var (method, host, path, _) = calls.First(call => (at -= call.Weight) < 0);
        var target = string.Format(CultureInfo.InvariantCulture, path, random.Next(1, 9));
        return Request.Raw(method, host, target, $"{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    }
}
