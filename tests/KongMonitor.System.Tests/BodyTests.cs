// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class BodyTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task A_body_of_a_given_length_is_counted_and_not_read_as_HTTP()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        var text = string.Concat(Enumerable.Repeat("GET /in-a-body HTTP/1.1\r\nHost: trap.example.com\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", 500));
        client.Call(Request.WithBody("POST", "/upload/trap", text));
        client.Call(Request.WithBody("POST", "/upload/empty", ""));
        client.Call(Request.Get("/after"));
        await Compare(monitor);
        await CompareUpstream(monitor, 3);
    }

    [Fact]
    public async Task A_chunked_request_is_counted_with_its_framing()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        string[] chunks = [.. Enumerable.Range(1, 60).Select(i => new string((char)('a' + (i % 26)), i * 37))];
        client.Call(Request.Chunked("POST", "/upload/chunks", chunks));
        client.Call(Request.Chunked("POST", "/upload/none", []));
        client.Call(Request.Get("/after"));
        await Compare(monitor);
        await CompareUpstream(monitor, 3);
    }

    [Fact]
    public async Task A_chunked_response_is_counted_with_its_framing()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Get("/chunked/text.txt"));
        client.Call(Request.Get("/proxied/1"));
        client.Call(Request.Get("/chunked/1m.bin"));
        client.Call(Request.Get("/v6/chunked/text.txt"));
        await Compare(monitor);
        await CompareUpstream(monitor, 2);
    }

    [Fact]
    public async Task Megabytes_up_and_down_are_counted_to_the_byte()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.Get("/static/16m.bin"));
        client.Call(Request.WithBody("POST", "/upload/8m", new string('u', 8_000_000)));
        client.Call(Request.Get("/files/1m.bin"));
        client.Call(Request.Chunked("PUT", "/upload/chunked", [.. Enumerable.Repeat(new string('v', 100_000), 20)]));
        var last = await Compare(monitor);
        await CompareUpstream(monitor, 3);
        Assert.InRange(last.Containers.Single(row => row.Leg == "downstream").BytesReceived, 17_000_000, 17_010_000);
    }

    // Two CPUs take turns in a flow as fast as this: segments overtake one another.
    [Fact]
    public async Task Many_large_chunked_uploads_are_counted_to_the_byte()
    {
        await using var monitor = await StartMonitor("--no-upstream");
        string[] chunks = [.. Enumerable.Repeat(new string('v', 100_000), 20)];
        for (var i = 0; i < 40; i++)
        {
            using var client = Connect();
            client.Call(Request.Chunked("PUT", $"/upload/{i}", chunks));
        }

        await Compare(monitor);
    }

    [Fact]
    public async Task A_request_that_waits_for_100_continue_is_one_exchange()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        var request = Request.WithBody("POST", "/upload/expect", new string('x', 5000), "Expect: 100-continue");
        client.Call(request, request.Bytes.Length - 5000);
        client.Call(Request.Get("/after"));
        var last = await Compare(monitor);
        Assert.DoesNotContain(last.Statuses, row => row.Status == 100);
    }

    [Fact]
    public async Task A_body_that_nginx_answers_without_reading_is_still_counted()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        client.Call(Request.WithBody("POST", "/direct/404/", new string('x', 1234)));
        client.Call(Request.Get("/direct/200/"));
        await Compare(monitor, exchange => exchange.Method == "POST" ? NginxDiffers.BodyDropped(exchange, 1234) : exchange);
    }
}
