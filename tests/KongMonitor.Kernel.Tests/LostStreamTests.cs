// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Behind bytes that nobody can frame nothing counts until it is proven, and what is proven counts again.</summary>
public sealed class LostStreamTests : KernelTest
{
    const string BadLength = "Content-Length: 3\r\nContent-Length: 4\r\n";

    [Theory, EveryRoute(BadLength), EveryRoute("Transfer-Encoding: gzip\r\n"), EveryRoute("Transfer-Encoding: chunked\r\n")]
    public void HTTP_text_in_a_body_without_a_known_end_is_no_request(Route route, string framing)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/bad", framing) + "x\r\n");
        connection.ClientSends(Message.Get("/smuggled"));
        connection.ClientSends(Message.Get("/smuggled") + "and more of the body");
        connection.ServerSends(Message.Response("400 Bad Request", "", "Connection: close\r\n"));
        connection.ServerFin();
        connection.ClientFin();
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unanswered));
        Assert.Equal("/bad", Endpoint().Path);
    }

    [Theory, EveryRoute(BadLength), EveryRoute("Transfer-Encoding: gzip\r\n"), EveryRoute("Transfer-Encoding: chunked\r\n")]
    public void A_request_behind_a_body_without_a_known_end_counts_when_its_response_proves_it(Route route, string framing)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/bad", framing) + "x\r\n");
        connection.ServerSends(Message.Response("400 Bad Request"));
        connection.ClientSends(Message.Get("/good"));
        connection.ServerSends(Message.Ok("hello"));
        connection.ClientSends(Message.Get("/again"));
        connection.ServerSends(Message.Ok("hello"));
        connection.Close();
        Assert.Equal((3, 3, 0, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight, Leg(route).Unmatched));
        Assert.Equal(["/again", "/bad", "/good"], Kernel.Endpoints().Select(row => row.Path).Order());
    }

    [Theory, EveryRoute]
    public void Pairing_goes_on_behind_an_answer_that_was_no_response(Route route)
    {
        var connection = Exchange(route, Message.Get("/1"), "this is no response");
        connection.ClientSends(Message.Get("/2"));
        connection.ServerSends(Message.Ok("hello"));
        connection.ClientSends(Message.Get("/3"));
        connection.ServerSends(Message.Ok("hello"));
        connection.Close();
        Assert.Equal(
            (3, 2, 1, 0),
            (Leg(route).Requests, Leg(route).Responses, Leg(route).DesyncedBy(DesyncReason.Invalid), Leg(route).InFlight));
    }

    [Theory, EveryRoute]
    public void Pairing_goes_on_behind_a_response_with_an_invalid_chunk(Route route)
    {
        var connection = Exchange(route, Message.Get("/1"), Message.ResponseHead("200 OK", "Transfer-Encoding: chunked\r\n") + "nonsense");
        connection.ServerSends("more nonsense");
        connection.ClientSends(Message.Get("/2"));
        connection.ServerSends(Message.Ok("hello"));
        connection.Close();
        Assert.Equal(
            (2, 1, 1, 0),
            (Leg(route).Requests, Leg(route).Responses, Leg(route).DesyncedBy(DesyncReason.Invalid), Leg(route).InFlight));
        Assert.Equal("/2", Kernel.Endpoints().Single(row => row.Status == 200).Path);
    }

    [Theory, EveryRoute]
    public void All_requests_in_flight_behind_an_invalid_response_are_desynced(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1") + Message.Get("/2") + Message.Get("/3"));
        connection.ServerSends(Message.Ok() + "nonsense");
        connection.Close();
        Assert.Equal((3, 1, 2, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Desynced, Leg(route).Errors));
        var events = Kernel.Events();
        Assert.Equal((3, 1), (events.Count(e => e.Type == EventType.Request), events.Count(e => e.Type == EventType.Response)));
        Assert.Equal(
            [("/2", DesyncReason.Invalid), ("/3", DesyncReason.Invalid)],
            events.Where(e => e.Type == EventType.Desynced).Select(e => (e.Path, e.DesyncReason)));
    }
}
