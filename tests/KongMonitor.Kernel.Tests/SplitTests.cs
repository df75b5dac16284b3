// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>TCP may cut a message anywhere: what is counted and reported must be the same.</summary>
public sealed class SplitTests : KernelTest
{
    const string LongHost = "a-host-name-that-is-longer-than-all-eight-byte-steps.example.com";
    static readonly string longGet = $"GET /{new string('p', 140)}?query=1 HTTP/1.1\r\nhOsT:\t{LongHost}:8000\r\nAccept: */*\r\n\r\n";

    [Theory, EveryRoute]
    public void A_GET_split_at_any_byte_is_the_same_exchange(Route route) =>
        AssertSameWhereverCut(route, Message.Get("/a/path?with=query", "Accept: */*\r\nCookie: a=b\r\n"), Message.Ok());

    [Theory, EveryRoute]
    public void A_GET_with_names_that_are_cut_split_at_any_byte_is_the_same_exchange(Route route) =>
        AssertSameWhereverCut(route, longGet, Message.Ok());

    [Theory, EveryRoute]
    public void A_POST_with_a_length_split_at_any_byte_is_the_same_exchange(Route route) =>
        AssertSameWhereverCut(route, Message.Post("name=value&other=1"), Message.Ok("hello"));

    [Theory, EveryRoute]
    public void A_chunked_exchange_split_at_any_byte_is_the_same_exchange(Route route) =>
        AssertSameWhereverCut(route, Message.ChunkedPost("one", "GET / HTTP/1.1\r\n\r\n"), Message.ChunkedOk("hello", "world"));

    [Theory, EveryRoute]
    public void Chunks_with_extensions_and_trailers_split_at_any_byte_are_the_same_exchange(Route route)
    {
        const string body = "00A;name=\"value\"\r\n0123456789\r\n3 ; x\r\nabc\r\n0;last\r\nTrailer: value\r\nOther: value\r\n\r\n";
        AssertSameWhereverCut(
            route,
            Message.Request("PUT", "/", "Trailer: Trailer\r\ntransfer-ENCODING:  gzip, CHUNKED \r\n") + body,
            Message.ResponseHead("200 OK", "Transfer-Encoding: chunked\r\n") + body);
    }

    [Theory, EveryRoute]
    public void A_response_behind_an_interim_one_split_at_any_byte_is_the_same_exchange(Route route) =>
        AssertSameWhereverCut(
            route,
            Message.Post("x"),
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + Message.Response("201 Created", "hello"));

    [Theory, EveryRoute]
    public void An_absolute_form_target_split_at_any_byte_is_the_same_exchange(Route route) =>
        AssertSameWhereverCut(
            route, "OPTIONS http://user:secret@Example.COM:8080/p?q#f HTTP/1.1\r\nHost: other\r\n\r\n", Message.Response("204 No Content"));

    [Theory, EveryRoute]
    public void Pipelined_requests_split_at_any_byte_are_the_same_exchanges(Route route) =>
        AssertSameWhereverCut(
            route,
            Message.Get("/1") + Message.Post("body", "/2") + Message.Request("HEAD", "/3"),
            Message.Ok("one") + Message.Response("404 Not Found", "two") + "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n");

    void AssertSameWhereverCut(Route route, string request, string response)
    {
        Exchange(route, request, response);
        var whole = Summary.Of(Kernel);
        Assert.Contains("in flight: 0", whole, StringComparison.Ordinal);
        for (var cut = 1; cut < request.Length; cut++)
        {
            AssertSame(whole, $"request cut at {cut}", route, c => c.ClientSends(request, cut), c => c.ServerSends(response));
        }

        for (var cut = 1; cut < response.Length; cut++)
        {
            AssertSame(whole, $"response cut at {cut}", route, c => c.ClientSends(request), c => c.ServerSends(response, cut));
        }

        AssertSame(
            whole, "byte by byte", route, c => c.ClientSendsByteByByte(request), c => c.ServerSendsByteByByte(response));
        AssertRowsHoldAllBytes(route);
    }

    void AssertSame(string whole, string how, Route route, Action<Connection> client, Action<Connection> server)
    {
        Kernel.Clear();
        var connection = Open(route);
        client(connection);
        server(connection);
        var cut = Summary.Of(Kernel);
        Assert.True(whole == cut, $"{how}:\n{cut}\ninstead of\n{whole}");
        connection.Close();
    }
}
