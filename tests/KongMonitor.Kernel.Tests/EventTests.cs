// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>What traffic_events say.</summary>
public sealed class EventTests : KernelTest
{
    static readonly string request = Message.Request("PUT", "/a", "Content-Length: 5\r\n") + "hello";
    static readonly string response = Message.Response("201 Created", "made");

    [Theory, EveryRoute(false), EveryRoute(true)]
    public void The_sender_of_a_message_is_its_source(Route route, bool ipv6)
    {
        var connection = Open(route, ipv6);
        connection.ClientSends(request);
        connection.ServerSends(response);
        var (client, server) = (connection.Client.EndPoint, connection.Server.EndPoint);
        Assert.Equal([(client, server), (server, client)], Kernel.Events().Select(e => (e.Source, e.Destination)));
    }

    [Theory, EveryRoute]
    public void A_request_event_says_what_was_asked(Route route)
    {
        Exchange(route, request, response);
        var e = Kernel.Events()[0];
        Assert.Equal((EventType.Request, route.Leg, HttpMethod.Put, "PUT"), (e.Type, e.Leg, e.Method, e.MethodToken));
        Assert.Equal((Message.Host, "/a", (EventFlag)0), (e.Domain, e.Path, e.Flags));
        Assert.Equal((request.Length, 5, 0), (e.Bytes, e.RequestBodyBytes, e.ResponseBodyBytes));
        Assert.Equal((0, 0, TimeSpan.Zero, TimeSpan.Zero), (e.Status, e.InterimStatus, e.Ttfb, e.Total));
    }

    [Theory, EveryRoute]
    public void A_response_event_has_the_names_of_its_request(Route route)
    {
        Exchange(route, request, response);
        var e = Kernel.Events()[1];
        Assert.Equal((EventType.Response, route.Leg, HttpMethod.Put, "PUT"), (e.Type, e.Leg, e.Method, e.MethodToken));
        Assert.Equal((Message.Host, "/a", (EventFlag)0), (e.Domain, e.Path, e.Flags));
        Assert.Equal((response.Length, 5, 4), (e.Bytes, e.RequestBodyBytes, e.ResponseBodyBytes));
        Assert.Equal((201, 0), (e.Status, e.InterimStatus));
    }

    [Theory, EveryRoute]
    public void An_event_is_timed_by_the_last_byte_of_its_message(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(request[..^1]);
        var beforeRequest = Kernel.Now();
        connection.ClientSends(request[^1..]);
        var afterRequest = Kernel.Now();
        connection.ServerSends(response[..^1]);
        var beforeResponse = Kernel.Now();
        connection.ServerSends(response[^1..]);
        var events = Kernel.Events();
        Assert.InRange(events[0].Timestamp, beforeRequest, afterRequest);
        Assert.InRange(events[1].Timestamp, beforeResponse, Kernel.Now());
        Assert.InRange(events[1].FirstByte, afterRequest, beforeResponse);
    }

    [Theory, EveryRoute]
    public void Latency_is_counted_from_the_first_byte_of_the_request(Route route)
    {
        var before = Kernel.Now();
        var connection = Open(route);
        connection.ClientSends("G");
        var first = Kernel.Now();
        connection.ClientSends(request.Replace("PUT", "ET", StringComparison.Ordinal));
        connection.ServerSends(response);
        var e = Kernel.Events()[1];
        Assert.InRange(e.Timestamp - (ulong)e.Total.TotalNanoseconds, before, first + 100);
        Assert.True(e.Ttfb <= e.Total);
    }

    [Theory, EveryRoute]
    public void Events_of_a_connection_carry_its_id_and_count_its_exchanges(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1") + Message.Get("/2"));
        connection.ServerSends(Message.Ok() + Message.Ok());
        Exchange(route, Message.Get("/3"), Message.Ok());
        var events = Kernel.Events();
        Assert.Equal([0u, 1u, 0u, 1u, 0u, 0u], events.Select(e => e.Index));
        Assert.Single(events.Take(4).Select(e => e.FlowId).Distinct());
        Assert.NotEqual(events[0].FlowId, events[5].FlowId);
    }

    [Theory, EveryRoute]
    public void Pipelined_requests_are_reported_before_their_responses(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1") + Message.Get("/2") + Message.Get("/3"));
        connection.ServerSends(Message.Ok() + Message.Response("500 x") + Message.Ok());
        Assert.Equal(
            [
                (EventType.Request, "/1"), (EventType.Request, "/2"), (EventType.Request, "/3"),
                (EventType.Response, "/1"), (EventType.Error, "/2"), (EventType.Response, "/3"),
            ],
            Kernel.Events().Select(e => (e.Type, e.Path)));
    }

    [Theory, EveryRoute]
    public void Events_without_a_reader_are_counted_as_such(Route route)
    {
        AllowLoss(Loss.NoReader);
        Kernel.WriteEvents(true, readerUntil: Kernel.Now());
        Exchange(route, Message.Get(), Message.Ok());
        Assert.Empty(Kernel.Events());
        Assert.Equal(2, Kernel.Loss(Loss.NoReader));
        Assert.Equal((1, 1), (Leg(route).Requests, Leg(route).Responses));
    }

    [Theory, EveryRoute]
    public void Events_that_nobody_wants_are_no_loss(Route route)
    {
        Kernel.WriteEvents(false);
        Exchange(route, Message.Get(), Message.Ok());
        Assert.Empty(Kernel.Events());
    }

    [Theory, EveryRoute]
    public void Events_for_which_the_ring_has_no_room_are_counted_and_the_totals_stay_exact(Route route)
    {
        AllowLoss(Loss.RingFull);
        Configure(KernelOptions.Default with { MapSizes = "traffic_events=4096" });
        for (var i = 0; i < 100; i++)
        {
            Exchange(route, Message.Get($"/{i}"), Message.Ok());
        }

        var events = Kernel.Events();
        Assert.InRange(events.Count, 1, 12);
        Assert.Equal(200, events.Count + Kernel.Loss(Loss.RingFull));
        Assert.Equal((100, 100), (Leg(route).Requests, Leg(route).Responses));
        Exchange(route, Message.Get(), Message.Ok());
        Assert.Equal(2, Kernel.Events().Count);
    }
}
