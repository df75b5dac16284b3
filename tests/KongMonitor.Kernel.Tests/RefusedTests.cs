// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Requests that a server refuses although their header section is not complete or cannot be read.</summary>
public sealed class RefusedTests : KernelTest
{
    static readonly string bad = Message.Response("400 Bad Request", "bad", "Connection: close\r\n");

    [Theory]
    [EveryRoute("GET / HTTP/2.0\r\nHost: example.com\r\n\r\n")]
    [EveryRoute("GET / http/1.1\r\nHost: example.com\r\n\r\n")]
    [EveryRoute("GET /a b HTTP/1.1\r\nHost: example.com\r\n\r\n")]
    [EveryRoute("GET / HTTP/1.1 more\r\nHost: example.com\r\n\r\n")]
    [EveryRoute("G@T / HTTP/1.1\r\nHost: example.com\r\n\r\n")]
    [EveryRoute("POST /without-a-version\r\n")]
    [EveryRoute("GARBAGE\r\n\r\n")]
    public void A_malformed_request_that_an_error_answers_is_a_request(Route route, string request)
    {
        for (var cut = 1; cut < request.Length; cut++)
        {
            Kernel.Clear();
            var connection = Open(route);
            connection.ClientSends(request, cut);
            connection.ServerSends(bad);
            connection.Close();
            AssertExchanges(route, 1);
            Assert.Equal((request.Length, bad.Length), (Leg(route).BytesSent, Leg(route).BytesReceived));
            Assert.Equal(400, Endpoint().Status);
            Assert.Equal(0, Kernel.NotHttp(route.Leg, NotHttp.Other));
            AssertRowsHoldAllBytes(route);
        }
    }

    [Theory, EveryRoute]
    public void What_was_read_of_a_malformed_request_names_it(Route route)
    {
        Exchange(route, "PUT /cut HTTP/9.9\r\n\r\n", bad);
        Assert.Equal((HttpMethod.Put, "/cut", 400), (Endpoint().Method, Endpoint().Path, Endpoint().Status));
    }

    [Theory, EveryRoute]
    public void A_header_section_that_an_error_answers_before_its_end_is_a_request(Route route)
    {
        const string slow = "GET /slow HTTP/1.1\r\nHost: example.com\r\nX: ";
        var connection = Open(route);
        connection.ClientSends(slow, 20);
        connection.ServerSends(Message.Response("408 Request Timeout", "slow", "Connection: close\r\n"));
        connection.ClientSends("1\r\n\r\n");
        connection.ServerFin();
        connection.ClientReset();
        AssertExchanges(route, 1);
        Assert.Equal(slow.Length, Leg(route).BytesSent);
        Assert.Equal(("/slow", 408), (Endpoint().Path, Endpoint().Status));
    }

    [Theory, EveryRoute]
    public void Behind_good_requests_in_the_same_packet_it_gets_the_last_answer(Route route)
    {
        var connection = Exchange(route, Message.Get("/1") + Message.Get("/2") + "GET /3 HTTP/2.0\r\n\r\n", Message.Ok() + Message.Ok() + bad);
        AssertExchanges(route, 3, errors: 1);
        connection.Close();
        AssertExchanges(route, 3, errors: 1);
    }

    [Theory, EveryRoute]
    public void An_answer_that_is_no_error_does_not_refuse_it(Route route)
    {
        var connection = Exchange(route, "GET / HTTP/2.0\r\n\r\n", Message.Ok());
        connection.Close();
        Assert.Equal((0, 0, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        Assert.Equal(1, Kernel.NotHttp(route.Leg, NotHttp.Other));
    }

    [Theory, EveryRoute]
    public void A_101_that_nobody_asked_for_makes_no_exchange_of_it(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("GET / HTTP/2.0\r\n\r\n");
        connection.ServerSends("HTTP/1.1 101 S\r\n\r\n");
        connection.ClientSends("bytes of a tunnel");
        connection.Close();
        Assert.Equal((0, 0, 1, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched, Kernel.NotHttp(route.Leg, NotHttp.Other)));
        Assert.Empty(Kernel.Endpoints());
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_101_in_the_middle_of_a_header_section_makes_no_exchange_of_it(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("GET /half HTTP/1.1\r\nHost: a");
        connection.ServerSends("HTTP/1.1 101 S\r\n\r\n");
        connection.ClientSends("bytes of a tunnel");
        connection.Close();
        Assert.Equal((0, 0, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        Assert.Empty(Kernel.Endpoints());
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void Without_an_answer_it_is_a_connection_of_another_protocol(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("GARBAGE\r\n\r\n");
        connection.Close();
        Assert.Equal((0, 0, 1), (Leg(route).Requests, Leg(route).Unmatched, Kernel.NotHttp(route.Leg, NotHttp.Other)));
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_known_protocol_that_an_error_answers_stays_what_it_is(Route route)
    {
        Exchange(route, "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003", bad).Close();
        Assert.Equal((0, 0, 1), (Leg(route).Requests, Leg(route).Responses, Kernel.NotHttp(route.Leg, NotHttp.Tls)));
    }

    [Theory, EveryRoute]
    public void A_good_request_behind_a_refused_one_counts(Route route)
    {
        var connection = Exchange(route, "GET / HTTP/2.0\r\n\r\n", Message.Response("400 Bad Request"));
        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends(Message.Ok());
        AssertExchanges(route, 2, errors: 1);
        connection.Close();
    }

    [Theory, EveryRoute]
    public void In_the_middle_of_a_connection_joined_late_nothing_is_refused(Route route)
    {
        var connection = new Connection(Kernel, route).Joined();
        connection.ClientSends("GET /part/of/a/body HTTP/2.0\r\n\r\n");
        connection.ServerSends(bad);
        Assert.Equal((0, 0), (Leg(route).Requests, Leg(route).Responses));
    }

    void AssertExchanges(Route route, int count, int? errors = null) =>
        Assert.Equal(
            (count, count, errors ?? count, 0, 0),
            (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors, Leg(route).Unmatched, Leg(route).InFlight));
}
