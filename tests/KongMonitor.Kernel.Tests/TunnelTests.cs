// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>101 and CONNECT end HTTP on their connection (RFC 9110 sections 15.2.2 and 9.3.6).</summary>
public sealed class TunnelTests : KernelTest
{
    const string Upgrade = "GET /chat HTTP/1.1\r\nHost: example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    const string Switching = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";
    const string Connect = "CONNECT service.example:443 HTTP/1.1\r\nHost: service.example:443\r\n\r\n";
    const string Established = "HTTP/1.1 200 Connection established\r\n\r\n";

    [Theory]
    [EveryRoute(Upgrade, Switching, 101), EveryRoute(Connect, Established, 200)]
    [EveryRoute(Connect, "HTTP/1.1 204 x\r\nContent-Length: 5\r\n\r\n", 204)]
    public void A_tunnel_is_answered_when_it_opens(Route route, string request, string response, int status)
    {
        Exchange(route, request, response);
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        Assert.Equal((status, request.Length, response.Length), (Endpoint().Status, Endpoint().BytesSent, Endpoint().BytesReceived));
        Assert.Equal([EventType.Request, EventType.Response], Kernel.Events().Select(e => e.Type));
    }

    [Theory, EveryRoute(Upgrade, Switching), EveryRoute(Connect, Established)]
    public void Bytes_in_a_tunnel_belong_to_the_exchange_that_opened_it(Route route, string request, string response)
    {
        var connection = Exchange(route, request, response);
        connection.ClientSends("client bytes");
        connection.ServerSends("bytes of the server");
        connection.ClientSends("more");
        connection.Close();
        Assert.Equal((request.Length + 16, response.Length + 19), (Leg(route).BytesSent, Leg(route).BytesReceived));
        Assert.Equal((1, 1), (Leg(route).Requests, Leg(route).Responses));
        Assert.Equal(1, Endpoint().Exchanges);
        Assert.Empty(Kernel.InFlight());
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute(Upgrade, Switching), EveryRoute(Connect, Established)]
    public void Tunnel_bytes_in_the_packet_of_the_response_belong_to_the_tunnel(Route route, string request, string response)
    {
        var connection = Exchange(route, request, response + "first bytes");
        connection.Close();
        Assert.Equal(response.Length + 11, Leg(route).BytesReceived);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute(Upgrade, Switching), EveryRoute(Connect, Established)]
    public void HTTP_text_in_a_tunnel_is_not_taken_for_HTTP(Route route, string request, string response)
    {
        var connection = Exchange(route, request, response + Message.Response("500 x"));
        connection.ClientSends(Message.Get("/inside"));
        connection.ServerSends(Message.Response("500 x"));
        connection.ClientSends(Message.Get("/inside"));
        connection.Close();
        Assert.Equal((1, 1, 0, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors, Leg(route).Unmatched));
        Assert.Equal(2, Kernel.Events().Count);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_long_tunnel_is_credited_while_it_lasts(Route route)
    {
        var connection = Exchange(route, Upgrade, Switching);
        connection.ClientSends(new string('x', 200_000));
        connection.ServerSends(new string('x', 200_000));
        Assert.InRange(Leg(route).BytesSent, 200_000 - 67_000, 200_000 + Upgrade.Length);
        Assert.InRange(Leg(route).BytesReceived, 200_000 - 67_000, 200_000 + Switching.Length);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_tunnel_that_is_reset_keeps_its_response(Route route)
    {
        var connection = Exchange(route, Upgrade, Switching);
        connection.ClientSends("abc");
        connection.ServerReset();
        Assert.Equal((1, 1, 0, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unanswered, Leg(route).Errors));
        Assert.Equal(Upgrade.Length + 3, Leg(route).BytesSent);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_refused_CONNECT_is_an_ordinary_exchange(Route route)
    {
        var connection = Exchange(route, Connect, Message.Response("403 Forbidden", "no"));
        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((2, 2, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Errors));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_refused_upgrade_is_an_ordinary_exchange(Route route)
    {
        var connection = Exchange(route, Upgrade, Message.Ok("plain"));
        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((2, 2), (Leg(route).Requests, Leg(route).Responses));
    }

    [Theory, EveryRoute]
    public void A_tunnel_behind_other_exchanges_belongs_to_its_own(Route route)
    {
        var connection = Exchange(route, Message.Get("/first"), Message.Ok("x"));
        connection.ClientSends(Upgrade);
        connection.ServerSends(Switching + "tunnel");
        connection.ClientSends("tunnel");
        connection.Close();
        var row = Kernel.Endpoints().Single(e => e.Status == 101);
        Assert.Equal((Upgrade.Length + 6, Switching.Length + 6), (row.BytesSent, row.BytesReceived));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_tunnel_behind_an_interim_response_keeps_all_bytes(Route route)
    {
        const string hints = "HTTP/1.1 103 Early Hints\r\n\r\n";
        var connection = Exchange(route, Upgrade, hints + Switching);
        connection.ServerSends("tunnel");
        connection.Close();
        Assert.Equal(hints.Length + Switching.Length + 6, Leg(route).BytesReceived);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_request_pipelined_behind_an_upgrade_is_unanswered_and_the_tunnel_keeps_its_bytes(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Upgrade + Message.Get("/behind"));
        connection.ServerSends(Switching + "tunnel");
        connection.ServerFin();
        connection.ClientSends("late bytes");
        connection.ClientFin();
        Assert.Equal((2, 1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unanswered, Leg(route).InFlight));
        Assert.Equal(Upgrade.Length + Message.Get("/behind").Length + 10, Leg(route).BytesSent);
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void An_upgrade_answered_before_its_body_is_complete_keeps_all_bytes(Route route)
    {
        var request = Message.Request("POST", "/", "Upgrade: x\r\nContent-Length: 10\r\n");
        var connection = Open(route);
        connection.ClientSends(request + "01234");
        connection.ServerSends(Switching);
        connection.ClientSends("56789tunnel");
        connection.Close();
        Assert.Equal((1, 1, request.Length + 16), (Leg(route).Requests, Leg(route).Responses, Leg(route).BytesSent));
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_tunnel_that_opens_behind_its_timeout_counts_under_the_timeout(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Upgrade);
        Kernel.Age(TimeSpan.FromSeconds(121));
        Kernel.Sweep();
        connection.ServerSends(Switching + "tunnel");
        connection.ClientSends("tunnel");
        connection.Close();
        Assert.Equal((1, 0, 1, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unanswered, Leg(route).Late));
        Assert.Equal(
            ((int)ExchangeStatus.Timeout, Upgrade.Length + 6, Switching.Length + 6),
            (Endpoint().Status, Endpoint().BytesSent, Endpoint().BytesReceived));
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_request_that_was_still_coming_behind_an_upgrade_gets_none_of_the_tunnels_bytes(Route route)
    {
        var behind = Message.Request("POST", "/behind", "Content-Length: 10\r\n") + "01234";
        var connection = Open(route);
        connection.ClientSends(Upgrade + behind);
        connection.ServerSends(Switching + "tunnel");
        connection.ClientSends("bytes of the tunnel");
        connection.Close();
        Assert.Equal((2, 1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unanswered, Leg(route).InFlight));
        Assert.Equal(Upgrade.Length + behind.Length + 19, Leg(route).BytesSent);
        Assert.Equal(behind.Length, Kernel.Endpoints().Single(row => row.Path == "/behind").BytesSent);
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void Half_a_header_section_behind_an_upgrade_is_no_request(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Upgrade + "GET /behind HT");
        connection.ServerSends(Switching);
        connection.ClientSends("tunnel");
        connection.Close();
        Assert.Equal((1, 1), (Leg(route).Requests, Leg(route).Responses));
        AssertRowsHoldAllBytes(route);
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void A_switch_that_nobody_asked_for_ends_the_request_before_it(Route route)
    {
        var request = Message.Request("POST", "/", "Content-Length: 10\r\n") + "01234";
        var connection = Open(route);
        connection.ClientSends(request);
        connection.ServerSends(Message.Ok());
        connection.ServerSends(Switching);
        connection.ClientSends("tunnel");
        connection.Close();
        Assert.Equal((1, 1, 1), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        Assert.Equal(request.Length, Endpoint().BytesSent);
        Assert.Empty(Kernel.InFlight());
    }
}
