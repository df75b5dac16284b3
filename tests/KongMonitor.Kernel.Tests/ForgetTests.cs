// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Connections are forgotten when a monitor takes over that looks at less, or after a gap: they are met anew.</summary>
public sealed class ForgetTests : KernelTest
{
    const string Response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    [Theory, EveryRoute]
    public void What_is_in_flight_becomes_desynced_once_although_its_answer_comes(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("GET /waits HTTP/1.1\r\nHost: a\r\n\r\n");
        Kernel.Forget();
        connection.ServerSends(Response);
        Kernel.Age(TimeSpan.FromSeconds(3));
        Kernel.Sweep();
        Kernel.Sweep();
        Assert.Equal(
            (1, 0, 1, 0, 1),
            (Leg(route).Requests, Leg(route).Responses, Leg(route).DesyncedBy(DesyncReason.FlowEvicted), Leg(route).InFlight, Leg(route).Unmatched));
        Assert.Empty(Kernel.InFlight());
    }

    [Theory, EveryRoute]
    public void The_next_exchange_on_such_a_connection_counts(Route route)
    {
        var connection = Exchange(route, "GET /one HTTP/1.1\r\nHost: a\r\n\r\n", Response);
        Kernel.Forget();
        connection.ClientSends("GET /two HTTP/1.1\r\nHost: a\r\n\r\n");
        connection.ServerSends(Response);
        Assert.Equal((2, 2, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
        Assert.Equal(["/one", "/two"], Kernel.Endpoints().Select(row => row.Path));
    }

    [Theory, EveryRoute]
    public void Bytes_that_passed_unseen_meanwhile_are_not_waited_for(Route route)
    {
        var connection = Exchange(route, "GET /one HTTP/1.1\r\nHost: a\r\n\r\n", Response);
        Kernel.Forget();
        connection.Arrive(connection.ClientSegment("GET /unseen HTTP/1.1\r\nHost: a\r\n\r\n"));
        connection.Arrive(connection.ServerSegment(Response));
        connection.ClientSends("GET /three HTTP/1.1\r\nHost: a\r\n\r\n");
        connection.ServerSends(Response);
        Assert.Equal((2, 2), (Leg(route).Requests, Leg(route).Responses));
        Assert.Equal(["/one", "/three"], Kernel.Endpoints().Select(row => row.Path));
    }

    [Theory, EveryRoute]
    public void What_followed_a_handshake_unseen_is_not_waited_for(Route route)
    {
        var connection = Open(route);
        Kernel.Forget();
        connection.Arrive(connection.ClientSegment("GET /unseen HTTP/1.1\r\nHost: a\r\n\r\n"));
        connection.Arrive(connection.ServerSegment(Response));
        connection.ClientSends("GET /two HTTP/1.1\r\nHost: a\r\n\r\n");
        connection.ServerSends(Response);
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched));
    }
}
