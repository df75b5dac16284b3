// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class Http10Tests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task A_response_until_close_ends_with_the_connection()
    {
        await using var monitor = await StartMonitor();
        foreach (var path in (string[])["/chunked/text.txt", "/static/1m.bin", "/proxied"])
        {
            using var client = Connect();
            client.Call(Request.Raw("GET", "old.example.com", path, $"GET {path} HTTP/1.0\r\nHost: old.example.com\r\n\r\n"));
        }

        await Compare(monitor);
        await CompareUpstream(monitor, 1);
    }

    [Fact]
    public async Task A_request_without_a_Host_has_an_empty_domain()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Raw("GET", "", "/direct/200/", "GET /direct/200/ HTTP/1.0\r\n\r\n"));
        await Compare(monitor);
    }

    [Fact]
    public async Task An_upstream_that_is_asked_with_HTTP_1_0_answers_until_close()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Get("/http10/chunked/text.txt"));
        client.Call(Request.Get("/http10/files/1m.bin"));
        await Compare(monitor);
        await CompareUpstream(monitor, 2);
    }
}
