// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>
/// Sizes of bodies of an endpoint: sums, and histograms of four times the size a bucket. Behind every test of this project
/// stands that each exchange is one observation (<see cref="Identities"/>); here is of which size.
/// </summary>
public sealed class BodySizeTests : KernelTest
{
    static readonly string upload = Message.Request("POST", "/", "Content-Length: 1000\r\n");

    [Theory, EveryRoute]
    public void A_bound_belongs_to_the_bucket_that_it_ends(Route route)
    {
        long[] bounds = [256, 1 << 10, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24];
        Assert.Equal(AbiConstants.SizeBuckets, bounds.Length + 1);
        for (var bucket = 0; bucket < 6; bucket++)
        {
            Exchange(route, Message.Post(Body(bounds[bucket]), $"/{bucket}"), Message.Ok(Body(bounds[bucket] + 1))).Close();
            var row = Kernel.Endpoints().Single(row => row.Path == $"/{bucket}");
            Assert.Equal((1, 1), (row.RequestBody[bucket], row.ResponseBody[bucket + 1]));
            Assert.Equal((bounds[bucket], bounds[bucket] + 1), (row.RequestBodySum, row.ResponseBodySum));
        }
    }

    [Theory, EveryRoute]
    public void Larger_than_every_bound_is_in_the_last_bucket(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.ResponseHead("200 OK", $"Content-Length: {(1 << 24) + 1}\r\n"));
        connection.ServerSends(Body((1 << 24) + 1));
        Assert.Equal(((1L << 24) + 1, 1), (Endpoint().ResponseBodySum, Endpoint().ResponseBody[^1]));
    }

    [Theory, EveryRoute]
    public void Without_a_body_the_size_is_zero(Route route)
    {
        Exchange(route, Message.Get(), Message.ResponseHead("204 No Content"));
        AssertSizes(0, 0);
        Assert.Equal((1, 1), (Endpoint().RequestBody[0], Endpoint().ResponseBody[0]));
    }

    [Theory, EveryRoute]
    public void The_size_is_that_without_chunks(Route route)
    {
        Exchange(route, Message.ChunkedPost("hello", "world"), Message.ChunkedOk("a", "bc"));
        AssertSizes(10, 3);
    }

    [Theory, EveryRoute]
    public void A_response_that_is_cut_short_has_the_bytes_that_came(Route route)
    {
        var connection = Exchange(route, Message.Get(), Message.ResponseHead("200 OK", "Content-Length: 1000\r\n") + Body(300));
        connection.ServerReset();
        AssertSizes(0, 300);
    }

    [Theory, EveryRoute]
    public void A_request_behind_its_early_response_is_counted_at_its_end(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(upload + Body(200));
        connection.ServerSends(Message.Ok("early"));
        Assert.Equal((0, 1), (Endpoint().RequestBody.Sum(), Endpoint().ResponseBody.Sum()));
        connection.ClientSends(Body(800));
        AssertSizes(1000, 5);
        connection.Close();
        AssertSizes(1000, 5);
    }

    [Theory, EveryRoute]
    public void A_request_that_breaks_off_behind_its_early_response_is_counted_with_what_came(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(upload + Body(200));
        connection.ServerSends(Message.Ok("early"));
        connection.ClientSends(Body(300));
        connection.ClientReset();
        AssertSizes(500, 5);
    }

    [Theory, EveryRoute]
    public void A_request_whose_flow_was_forgotten_behind_its_early_response_is_counted_by_the_sweep(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(upload + Body(200));
        connection.ServerSends(Message.Ok("early"));
        Kernel.Forget();
        Kernel.Age(TimeSpan.FromSeconds(3));
        Kernel.Sweep();
        AssertSizes(200, 5);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_request_that_is_lost_behind_its_early_response_is_counted_with_what_came(Route route)
    {
        var sent = Message.Request("POST", "/", "Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\n";
        var connection = Open(route);
        connection.ClientSends(sent);
        connection.ServerSends(Message.Ok("early"));
        connection.ClientSends("5\r\nworldno chunk\r\n");
        AssertSizes(10, 5);
        connection.ClientSends("GET /part HTTP/1.1\r\nHost: exa");
        connection.ClientReset();
        AssertSizes(10, 5);
        Assert.Equal(sent.Length + "5\r\nworld".Length, Endpoint().BytesSent);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_request_that_is_lost_before_its_response_is_counted_with_what_came(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", "Transfer-Encoding: chunked\r\n") + "5\r\nhello\r\nno chunk\r\n");
        connection.ClientSends("GET /part HTTP/1.1\r\nHost: exa");
        connection.ServerSends(Message.Response("400 Bad Request", "no"));
        AssertSizes(5, 2);
        Assert.DoesNotContain(Kernel.InFlight(), row => row.Value.State == (uint)ExchangeState.Ended);
    }

    [Theory, EveryRoute]
    public void An_unanswered_request_is_counted_and_no_response(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(upload + Body(200));
        connection.ServerFin();
        Assert.Equal(0, Endpoint().RequestBody.Sum());
        connection.ClientSends(Body(100));
        connection.ClientReset();
        AssertSizes(300, 0, responses: 0);
    }

    [Theory, EveryRoute]
    public void A_request_that_timed_out_while_it_came_is_counted_at_its_end(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(upload + Body(200));
        Kernel.Age(TimeSpan.FromSeconds(121));
        Kernel.Sweep();
        Assert.Equal((1, 0), (Endpoint().Exchanges, Endpoint().RequestBody.Sum()));
        connection.ClientSends(Body(800));
        connection.ServerSends(Message.Ok("late"));
        connection.Close();
        AssertSizes(1000, 0, responses: 0);
    }

    [Theory, EveryRoute]
    public void A_request_that_timed_out_behind_its_end_is_counted_once(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(upload + Body(1000));
        Kernel.Age(TimeSpan.FromSeconds(121));
        Kernel.Sweep();
        AssertSizes(1000, 0, responses: 0);
        connection.ServerSends(Message.Ok("late"));
        connection.Close();
        AssertSizes(1000, 0, responses: 0);
    }

    [Theory, EveryRoute]
    public void What_passes_a_tunnel_is_no_body(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", "Upgrade: x\r\nContent-Length: 1000\r\n") + Body(7));
        connection.ServerSends("HTTP/1.1 101 Switching Protocols\r\n\r\n" + Body(500));
        connection.ClientSends(Body(600));
        connection.Close();
        AssertSizes(7, 0);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void What_could_not_be_followed_has_no_size(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(upload + Body(200));
        connection.ServerSends("no HTTP\r\n\r\n");
        connection.ClientSends(Body(800));
        connection.Close();
        Assert.Equal((int)ExchangeStatus.Desynced, Endpoint().Status);
        Assert.Equal((0, 0, 0), (Endpoint().RequestBodySum, Endpoint().RequestBody.Sum(), Endpoint().ResponseBody.Sum()));
    }

    [Theory, EveryRoute]
    public void Rows_are_numbered_as_they_were_created(Route route)
    {
        foreach (var path in (ReadOnlySpan<string>)["/c", "/a", "/b", "/a"])
        {
            Exchange(route, Message.Get(path), Message.Ok()).Close();
        }

        Assert.Equal([("/a", 2UL), ("/b", 3UL), ("/c", 1UL)], Kernel.Endpoints().Select(row => (row.Path, row.Order)));
    }

    static string Body(long length) => new('x', (int)length);

    void AssertSizes(long request, long response, int responses = 1)
    {
        Assert.Equal((request, 1), (Endpoint().RequestBodySum, Endpoint().RequestBody.Sum()));
        Assert.Equal((response, responses), (Endpoint().ResponseBodySum, Endpoint().ResponseBody.Sum()));
    }
}
