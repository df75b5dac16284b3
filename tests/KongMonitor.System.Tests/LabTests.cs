// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>The lab and the clients against nginx alone: what the other tests stand on.</summary>
public sealed class LabTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task Clients_count_what_nginx_logs()
    {
        using var client = Connect();
        client.Call(Request.Get("/direct/200/?a=b"));
        client.Call(Request.Get("/status/404"));
        client.Call(Request.Of("HEAD", "/static/1m.bin"));
        client.Call(Request.Get("/static/1m.bin"));
        client.Call(Request.Get("/chunked/text.txt"));
        client.Call(Request.WithBody("POST", "/upload", new string('x', 300_000)));
        client.Call(Request.Chunked("PUT", "/upload", ["abc", new string('x', 3000)]));
        client.Call(Request.ForHost("Other.Example.COM:8000", "/x%20y"));
        await SameAsLog();
    }

    [Fact]
    public async Task Every_write_of_a_client_is_a_segment()
    {
        var before = SegmentsReceived();
        using var client = Connect();
        var request = Request.Get("/direct/200/");
        client.Call(request, [.. Enumerable.Range(1, request.Bytes.Length - 1)]);
        Assert.InRange(SegmentsReceived() - before, request.Bytes.Length, request.Bytes.Length + 10);
        await SameAsLog();
    }

    long SegmentsReceived()
    {
        var counters = Command.RunIn(Lab.Gateway, "nstat", "--json", "--zeros", "--noupdate", "--ignore");
        using var json = System.Text.Json.JsonDocument.Parse(counters);
        return json.RootElement.GetProperty("kernel").GetProperty("TcpInSegs").GetInt64();
    }
}
