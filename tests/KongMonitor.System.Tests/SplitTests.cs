// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class SplitTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task A_request_may_be_split_in_two_at_every_byte()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        var length = Request.Get("/split/000?q=1", "Accept: */*").Bytes.Length;
        for (var cut = 1; cut < length; cut++)
        {
            client.Call(Request.Get($"/split/{cut:d3}?q=1", "Accept: */*"), cut);
        }

        await Compare(monitor);
        await CompareUpstream(monitor, length - 1);
    }

    [Fact]
    public async Task A_chunked_request_may_be_split_in_two_at_every_byte()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        var length = Request.Chunked("POST", "/upload/000", ["some", "more text"]).Bytes.Length;
        for (var cut = 1; cut < length; cut++)
        {
            client.Call(Request.Chunked("POST", $"/upload/{cut:d3}", ["some", "more text"]), cut);
        }

        await Compare(monitor);
    }

    [Fact]
    public async Task A_request_may_come_byte_by_byte()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect();
        Request[] requests = [Request.Get("/a/b?c"), Request.WithBody("PUT", "/upload/a", "0123456789"), Request.Of("HEAD", "/files/hello.txt")];
        foreach (var request in requests)
        {
            client.Call(request, [.. Enumerable.Range(1, request.Bytes.Length - 1)]);
        }

        await Compare(monitor);
        await CompareUpstream(monitor, 3);
    }

    [Fact]
    public async Task A_response_may_be_split_in_two_at_every_byte()
    {
        var response = "HTTP/1.1 201 Created\r\nX-Name: value\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nTrailer: t\r\n\r\n"u8.ToArray();
        var cut = 0;
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            while (ScriptedServer.ReadHead(socket).Length > 0)
            {
                SegmentWriter.Write(socket, response, ++cut);
            }
        });
        await using var monitor = await StartMonitor();
        using var client = Connect(new(Lab.GatewayAddress, 8007));
        for (var i = 1; i < response.Length; i++)
        {
            client.Call(Request.Get($"/response/{i}"));
        }

        await CompareWithClients(monitor);
    }

    [Fact]
    public async Task A_response_may_come_byte_by_byte()
    {
        var response = "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 404 Not Found\r\nContent-LENGTH:   7 \r\n\r\nnot her"u8.ToArray();
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            while (ScriptedServer.ReadHead(socket).Length > 0)
            {
                SegmentWriter.Write(socket, response, [.. Enumerable.Range(1, response.Length - 1)]);
            }
        });
        await using var monitor = await StartMonitor();
        using var client = Connect(new(Lab.GatewayAddress, 8007));
        client.Call(Request.Get("/slowly"));
        client.Call(Request.Get("/again"));
        await CompareWithClients(monitor);
    }
}
