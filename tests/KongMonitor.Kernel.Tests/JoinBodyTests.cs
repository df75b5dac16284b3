// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Bodies that look like HTTP, met in the middle, invent nothing.</summary>
public sealed class JoinBodyTests : TcpTest
{
    const int Segments = 200;
    static readonly string[] texts =
    [
        Message.Get("/invented"),
        Message.Post("hello", "/invented"),
        Message.Ok("hello"),
        "GET /invented HTTP/1.1\r\nHost: example.com\r\nContent-Length: 100000000\r\n\r\n",
        "POST /invented HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        "GET /invented HTTP/1.1\r\n",
        "GET /invented\r\n",
        "GET ",
    ];

    [Theory, EveryRoute]
    public void An_upload_full_of_HTTP_text_invents_nothing(Route route)
    {
        foreach (var text in texts)
        {
            Kernel.Clear();
            var connection = Joined(route);
            for (var i = 0; i < Segments; i++)
            {
                connection.ClientSends(text);
            }

            connection.ClientSends("\r\n--the last boundary--\r\n");
            connection.ServerSends(Message.Ok());
            AssertNothingInvented(route, unmatched: 1);
            AssertNextIsCounted(connection, route);
        }
    }

    [Theory, EveryRoute]
    public void An_upload_that_ends_in_HTTP_text_invents_nothing(Route route)
    {
        var connection = Joined(route);
        for (var i = 0; i < Segments; i++)
        {
            connection.ClientSends(Message.Get("/invented"));
        }

        connection.ServerSends(Message.Ok());
        AssertNothingInvented(route, unmatched: 1);
        AssertNextIsCounted(connection, route);
    }

    [Theory, EveryRoute]
    public void An_upload_of_HTTP_text_with_an_interim_response_in_it_invents_nothing(Route route)
    {
        var connection = Joined(route);
        connection.ClientSends(Message.Get("/invented") + "more of the ");
        connection.ServerSends("HTTP/1.1 102 Processing\r\n\r\n");
        connection.ClientSends(Message.Get("/invented") + "upload");
        connection.ServerSends(Message.Ok());
        AssertNothingInvented(route, unmatched: 1);
        AssertNextIsCounted(connection, route);
        Assert.DoesNotContain("/invented", Kernel.Endpoints().Select(row => row.Path));
    }

    [Theory, EveryRoute]
    public void A_download_full_of_requests_invents_none(Route route)
    {
        foreach (var text in texts.Where(text => text.StartsWith("GET", StringComparison.Ordinal)))
        {
            Kernel.Clear();
            var connection = Joined(route);
            for (var i = 0; i < Segments; i++)
            {
                connection.ServerSends(text);
            }

            AssertNothingInvented(route, unmatched: 0);
            AssertNextIsCounted(connection, route);
        }
    }

    [Theory, EveryRoute]
    public void A_download_full_of_responses_is_unmatched_at_most_once(Route route)
    {
        var connection = Joined(route);
        for (var i = 0; i < Segments; i++)
        {
            connection.ServerSends(Message.Ok("hello") + "a bit more");
        }

        Assert.Equal((0, 0, 0), Exchanges(route));
        Assert.InRange(Leg(route).Unmatched, 0, 1);
        AssertNextIsCounted(connection, route);
    }

    [Theory, EveryRoute]
    public void Both_directions_full_of_HTTP_text_invent_no_request(Route route)
    {
        var connection = Joined(route);
        for (var i = 0; i < Segments; i++)
        {
            connection.ClientSends(Message.Get("/invented") + "more");
            connection.ServerSends("more" + Message.Ok("hello"));
        }

        Assert.Equal((0, 0, 0), Exchanges(route));
    }

    [Theory, EveryRoute]
    public void HTTP_text_behind_a_hole_that_was_never_filled_invents_nothing(Route route)
    {
        AllowLoss(Loss.HoldFull);
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/real", "Transfer-Encoding: chunked\r\n") + "10000\r\n");
        connection.Arrive(connection.ClientSegment(new string('b', 0x10000 - 100)));
        for (var i = 0; i < Segments; i++)
        {
            connection.ClientSends(Message.Get("/invented"));
        }

        connection.ClientSends("\r\n0\r\n\r\n");
        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal(["/real"], Kernel.Endpoints().Select(row => row.Path));
        AssertNextIsCounted(connection, route);
        Assert.DoesNotContain("/invented", Kernel.Endpoints().Select(row => row.Path));
    }

    Connection Joined(Route route) => new Connection(Kernel, route).Joined();

    void AssertNothingInvented(Route route, int unmatched)
    {
        Assert.Equal((0, 0, 0), Exchanges(route));
        Assert.Equal((unmatched, 0, 0), (Leg(route).Unmatched, Leg(route).Desynced, Leg(route).Unanswered));
        Assert.Empty(Kernel.Endpoints());
        Assert.Empty(Kernel.Connections());
    }

    void AssertNextIsCounted(Connection connection, Route route)
    {
        var before = Leg(route);
        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((before.Requests + 1, before.Responses + 1, 0), Exchanges(route));
        Assert.Contains("/next", Kernel.Endpoints().Select(row => row.Path));
    }
}
