// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class TargetTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task A_long_target_is_cut_at_127_bytes()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        foreach (var length in (int[])[126, 127, 128, 129, 1000, 8000])
        {
            client.Call(Request.Get("/" + new string((char)('a' + (length % 26)), length - 1)));
        }

        await Compare(monitor);
        await CompareUpstream(monitor, 6);
        Assert.All(monitor.Last.Paths, row => Assert.InRange(row.Path!.Length, 1, 127));
    }

    [Fact]
    public async Task A_long_domain_is_cut_at_63_bytes()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        foreach (var length in (int[])[62, 63, 64, 65, 200])
        {
            client.Call(Request.ForHost(new string('h', length) + ":8000", $"/{length}"));
        }

        await Compare(monitor);
    }

    [Fact]
    public async Task Headers_of_16_KB_are_followed_to_their_end()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Get("/one", "X-Big: " + new string('y', 16_000)));
        client.Call(Request.Get("/many", [.. Enumerable.Range(0, 200).Select(i => $"X-Header-{i}: {new string('z', 60)}")]));
        client.Call(Request.Raw(
            "GET", "late.example.com", "/host-last", $"GET /host-last HTTP/1.1\r\nX-Big: {new string('y', 16_000)}\r\nHost: late.example.com\r\n\r\n"));
        await Compare(monitor);
        await CompareUpstream(monitor, 3);
    }

    [Fact]
    public async Task An_absolute_target_gives_the_domain()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Raw("GET", "other.example.com", "/a/b", "GET http://Other.Example.com:80/a/b?c=d HTTP/1.1\r\nHost: host.example.com\r\n\r\n"));
        client.Call(Request.Raw("GET", "host.example.com", "/c", "GET /c HTTP/1.1\r\nhOST:   host.EXAMPLE.com:8000 \r\n\r\n"));
        await Compare(monitor);
    }

    [Fact]
    public async Task Requests_that_nginx_refuses_are_counted_with_their_names()
    {
        await using var monitor = await StartMonitor();
        foreach (var (method, target, path) in ((string, string, string)[])[("OPTIONS", "*", "*"), ("get", "/lower", "/lower")])
        {
            using var client = Connect();
            client.Call(Request.Raw(AccessLog.Method(method), "h.example.com", path, $"{method} {target} HTTP/1.1\r\nHost: h.example.com\r\n\r\n"));
        }

        var last = await Compare(monitor, NginxDiffers.LineRefused);
        Assert.Equal(2, last.Statuses.Single(row => row is { Leg: "downstream", Status: 400 }).Responses);
    }

    [Fact]
    public async Task Methods_without_a_name_are_OTHER()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        foreach (var method in (string[])["BREW", "M-SEARCH", "PROPFIND", "A", "GETS", "PATCHY"])
        {
            client.Call(Request.Of(method, "/" + method));
        }

        client.Call(Request.Of("PATCH", "/PATCH"));
        using var trace = Connect();
        trace.Call(Request.Of("TRACE", "/trace"));
        var last = await Compare(monitor);
        Assert.Equal(6, last.Methods.Single(row => row is { Leg: "downstream", Method: "OTHER" }).Requests);
    }

    [Fact]
    public async Task The_query_is_shown_only_when_asked_for()
    {
        await using var monitor = await StartMonitor("--include-query");
        using var client = Connect();
        client.Call(Request.Get("/search?q=secret&x=%20"));
        await SameAsLog();
        await monitor.Stop();
        Assert.Equal("/search?q=secret&x=%20", monitor.Last.Paths.First(row => row.Leg == "downstream").Path);
        Assert.All(monitor.Events, line => Assert.Equal("/search?q=secret&x=%20", line.Path));
    }
}
