// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Maps without room: a counted loss of detail, never of totals.</summary>
public sealed class FullMapTests : KernelTest
{
    const int Count = 40;

    [Theory, EveryRoute]
    public void Endpoints_without_room_are_counted_in_the_other_map(Route route)
    {
        AllowLoss(Loss.EndpointFull);
        Configure(KernelOptions.Default with { MapSizes = "endpoint_map=4" });
        ExchangeAll(route);
        Assert.InRange(Kernel.Endpoints().Count, 1, 4);
        Assert.Equal(Count - Kernel.Endpoints().Count, Kernel.Loss(Loss.EndpointFull));
        var other = Assert.Single(Kernel.Others());
        Assert.Equal((HttpMethod.Get, 200, Count - Kernel.Endpoints().Count), (other.Method, other.Status, other.Exchanges));
        Assert.Equal(other.Exchanges, other.Latency.Sum());
        Assert.Equal((Count, Count), (Leg(route).Requests, Leg(route).Responses));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void With_the_other_map_full_as_well_the_totals_are_exact(Route route)
    {
        AllowLoss(Loss.EndpointFull, Loss.OtherFull);
        Configure(KernelOptions.Default with { MapSizes = "endpoint_map=1,other_map=1" });
        for (var i = 0; i < Count; i++)
        {
            Exchange(route, Message.Get($"/{i}"), Message.Response($"{400 + i} x"));
        }

        Assert.Equal(Count - 1, Kernel.Loss(Loss.EndpointFull));
        Assert.Equal(Count - 2, Kernel.Loss(Loss.OtherFull));
        Assert.Equal((Count, Count, Count), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors));
    }

    [Theory, EveryRoute]
    public void Requests_whose_names_have_no_room_are_answered_as_unknown(Route route)
    {
        AllowLoss(Loss.InflightFull);
        Configure(KernelOptions.Default with { MapSizes = "inflight_map=4" });
        var requests = string.Concat(Enumerable.Range(0, Count).Select(i => Message.Get($"/{i:00}")));
        var responses = string.Concat(Enumerable.Range(0, Count).Select(_ => Message.Ok("hello")));
        var connection = Open(route);
        connection.ClientSends(requests);
        Assert.Equal((Count, Count), (Leg(route).Requests, Leg(route).InFlight));
        connection.ServerSends(responses);
        Assert.Equal((Count, Count, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        Assert.Equal((requests.Length, responses.Length), (Leg(route).BytesSent, Leg(route).BytesReceived));
        Assert.Equal(["/00", "/01", "/02", "/03"], Kernel.Endpoints().Select(row => row.Path));
        var unknown = Assert.Single(Kernel.Others());
        Assert.Equal((HttpMethod.Unknown, 200, Count - 4), (unknown.Method, unknown.Status, unknown.Exchanges));
        Assert.Equal(Count - 4, Kernel.Loss(Loss.InflightFull));
    }

    [Theory, EveryRoute]
    public void Requests_whose_names_have_no_room_are_unanswered_all_the_same(Route route)
    {
        AllowLoss(Loss.InflightFull);
        Configure(KernelOptions.Default with { MapSizes = "inflight_map=4" });
        var connection = Open(route);
        connection.ClientSends(string.Concat(Enumerable.Range(0, Count).Select(i => Message.Get($"/{i:00}"))));
        connection.ServerReset();
        Assert.Equal(
            (Count, Count, 0),
            (Leg(route).Requests, Leg(route).UnansweredBy(UnansweredReason.ResetByServer), Leg(route).InFlight));
        Assert.Equal(Count, Kernel.Endpoints().Concat(Kernel.Others()).Sum(row => row.Exchanges));
    }

    [Theory, EveryRoute]
    public void An_upload_without_room_is_in_the_totals_when_a_tunnel_opens_before_its_end(Route route)
    {
        AllowLoss(Loss.InflightFull);
        Configure(KernelOptions.Default with { MapSizes = "inflight_map=1" });
        var upload = Message.Request("POST", "/", "Content-Length: 9\r\nUpgrade: x\r\n") + "01234";
        Open(route).ClientSends(Message.Get("/first"));
        var sent = Leg(route).BytesSent;
        var connection = Open(route);
        connection.ClientSends(upload);
        connection.ServerSends("HTTP/1.1 101 S\r\n\r\n");
        Assert.Equal(sent + upload.Length, Leg(route).BytesSent);
    }

    [Theory, EveryRoute]
    public void A_request_without_room_split_in_its_header_section_still_counts(Route route)
    {
        AllowLoss(Loss.InflightFull);
        Configure(KernelOptions.Default with { MapSizes = "inflight_map=1" });
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1"));
        connection.ClientSends(Message.Post("hello", "/2"), 10, 30);
        connection.ServerSends(Message.Ok() + Message.Ok());
        Assert.Equal(
            (2, 2, Message.Get("/1").Length + Message.Post("hello", "/2").Length),
            (Leg(route).Requests, Leg(route).Responses, Leg(route).BytesSent));
    }

    [Theory, EveryRoute]
    public void A_HEAD_whose_names_have_no_room_still_has_a_response_without_a_body(Route route)
    {
        AllowLoss(Loss.InflightFull);
        Configure(KernelOptions.Default with { MapSizes = "inflight_map=1" });
        var connection = Open(route);
        connection.ClientSends(Message.Get("/1") + Message.Request("HEAD", "/2") + Message.Get("/3"));
        connection.ServerSends(Message.Ok() + Message.ResponseHead("200 OK", "Content-Length: 1000\r\n") + Message.Ok());
        Assert.Equal((3, 3, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
    }

    [Theory, EveryRoute]
    public void A_CONNECT_behind_more_requests_than_are_remembered_makes_no_tunnel_of_the_first_response(Route route)
    {
        AllowLoss(Loss.InflightFull);
        Configure(KernelOptions.Default with { MapSizes = "inflight_map=1" });
        const int gets = 32;
        var connection = Open(route);
        Exchange(route, Message.Get("/takes-the-row"), ""); // of another connection, so that none of these has one
        connection.ClientSends(string.Concat(Enumerable.Repeat(Message.Get(), gets)) + Message.Request("CONNECT", "example.com:443"));
        connection.ServerSends(string.Concat(Enumerable.Repeat(Message.ResponseHead("200 OK", "Content-Length: 3\r\n") + "abc", gets)));
        Assert.Equal((gets, 0), (Leg(route).Responses, Leg(route).Unmatched));
    }

    [Theory, EveryRoute]
    public void A_connection_map_without_room_gives_up_its_oldest_rows(Route route)
    {
        Configure(KernelOptions.Default with { MapSizes = "conn_map=64", Fresh = true });
        Kernel.WriteEvents(false);
        for (var i = 0; i < 500; i++)
        {
            Exchange(route, Message.Get($"/{i}"), Message.Ok());
        }

        Assert.InRange(Kernel.Connections().Count, 1, 64);
        Assert.Contains("/499", Kernel.Connections().Select(row => row.Path));
        Assert.Equal((500, 500, 500), (Leg(route).Requests, Leg(route).Responses, Kernel.Counter(Counter.ConnectionRows)));
    }

    void ExchangeAll(Route route)
    {
        for (var i = 0; i < Count; i++)
        {
            Exchange(route, Message.Get($"/{i}"), Message.Ok("hello"));
        }
    }
}
