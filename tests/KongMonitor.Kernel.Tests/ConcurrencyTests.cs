// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Two CPUs in one connection lose nothing and count nothing twice.</summary>
public sealed class ConcurrencyTests : ConcurrencyTest
{
    const int Rounds = 4000;
    const int Depth = 8;
    const TcpControl FinAck = TcpControl.Fin | TcpControl.Ack;

    public ConcurrencyTests() => Configure(KernelOptions.Default with { Fresh = true });

    [Theory, EveryRoute]
    public void Segments_of_one_direction_on_two_CPUs_are_all_read(Route route)
    {
        var connection = Open(route);
        Kernel.WriteEvents(false);
        byte[][] packets = [];
        InParallel(
            Rounds,
            _ => Pass(route.ClientHook, packets.Where((_, i) => i % 2 == 0)),
            _ => Pass(route.ClientHook, packets.Where((_, i) => i % 2 == 1)),
            round =>
            {
                AnswerAll(connection, route, round * Depth);
                packets = Packets(connection, true, Requests(Depth), 3 * Depth);
            });
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Segments_of_a_response_on_two_CPUs_are_all_read(Route route)
    {
        var connection = Open(route);
        Kernel.WriteEvents(false);
        byte[][] packets = [];
        InParallel(
            Rounds,
            _ => Pass(route.ServerHook, packets.Where((_, i) => i % 2 == 0)),
            _ => Pass(route.ServerHook, packets.Where((_, i) => i % 2 == 1)),
            round =>
            {
                Assert.Equal((round * Depth, round * Depth, 0), Exchanges(route));
                connection.ClientSends(Requests(Depth));
                packets = Packets(connection, false, Responses(Depth), 3 * Depth);
            });
        Pass(route.ServerHook, packets);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Segments_that_two_CPUs_both_see_count_once(Route route)
    {
        var connection = Open(route);
        Kernel.WriteEvents(false);
        byte[][] packets = [], other = [];
        InParallel(
            Rounds,
            _ => Pass(route.ClientHook, packets),
            _ => Pass(route.ClientHook, other),
            round =>
            {
                AnswerAll(connection, route, round * Depth);
                var all = Cut(connection, true, Requests(Depth), 3 * Depth);
                Array.ForEach(all, connection.Arrive);
                packets = [.. all.Select(connection.Packet)];
                // the same bytes, cut otherwise
                other = [.. all.Zip(all.Skip(1), (one, next) => connection.Packet(Join(one, next)))];
            });
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Both_directions_at_once_pair_every_response(Route route) => AssertPaired(route, waiting: 0);

    [Theory, EveryRoute]
    public void Both_directions_at_once_pair_every_response_behind_more_requests_than_have_near_places(Route route) =>
        AssertPaired(route, waiting: 200);

    [Theory, EveryRoute]
    public void A_request_with_a_body_ends_while_its_response_ends(Route route)
    {
        var request = Message.Request("POST", "/", "Content-Length: 9\r\n");
        var connection = Open(route);
        Kernel.WriteEvents(false);
        byte[] body = [], response = [];
        InParallel(
            Rounds,
            round => Pass(route.ClientHook, round == 0 ? [] : [body]),
            round => Pass(route.ServerHook, round == 0 ? [] : [response]),
            round =>
            {
                Assert.Equal((round, round, 0), Exchanges(route));
                AssertRowsHoldAllBytes(route);
                Assert.Empty(Kernel.InFlight());
                if (round < Rounds - 1)
                {
                    connection.ClientSends(request + "12345");
                    body = Arrived(connection, connection.ClientSegment("6789"));
                    response = Arrived(connection, connection.ServerSegment(Message.Ok("early")));
                }
            });
    }

    [Theory, EveryRoute]
    public void Connections_whose_two_FINs_meet_are_closed(Route route) => AssertEnds(
        route,
        Message.ResponseHead("200 OK") + "until close",
        connection => Arrived(connection, connection.ClientSegment("", FinAck)),
        connection => Arrived(connection, connection.ServerSegment(" and its end", FinAck)));

    [Theory, EveryRoute]
    public void A_FIN_that_meets_the_bytes_before_it_ends_the_response(Route route) => AssertEnds(
        route,
        Message.ResponseHead("200 OK") + "until close",
        connection =>
        {
            connection.ClientFin();
            return Arrived(connection, connection.ServerSegment(" and its end"));
        },
        connection => Arrived(connection, connection.ServerSegment("", FinAck)));

    /// <summary>A client and a server that work at once, so many requests apart, until each request has its response.</summary>
    void AssertPaired(Route route, int waiting)
    {
        const int count = 10_000;
        const int pipeline = 32; // segments: fewer than a stream holds while a processor stands still that has the flow
        const int pieces = 2; // of a message
        var connection = Open(route);
        Kernel.WriteEvents(false);
        var requests = Cut(connection, true, Requests(count), pieces * count);
        Array.ForEach(requests, connection.Arrive);
        var responses = Cut(connection, false, Responses(count), pieces * count);
        var requestPackets = requests.Select(connection.Packet).ToArray();
        var responsePackets = responses.Select(connection.Packet).ToArray();
        var (sent, answered) = (0, 0);
        InParallel(
            1,
            _ => PassWhen(route.ClientHook, requestPackets, ref sent, i => i - Volatile.Read(ref answered) < (pieces * waiting) + pipeline),
            _ => PassWhen(route.ServerHook, responsePackets, ref answered, i => Volatile.Read(ref sent) >= LeastSent(i)),
            _ => { });
        Assert.Equal((count, count, 0), Exchanges(route));
        Assert.Equal((0, 0), (Leg(route).Unmatched, Leg(route).Desynced));
        Assert.Empty(Kernel.InFlight());
        AssertRowsHoldAllBytes(route);

        // A response follows its whole request.
        int LeastSent(int response) => Math.Min(((response / pieces) + 1 + waiting) * pieces, requests.Length);
    }

    void PassWhen(Hook hook, byte[][] packets, ref int passed, Func<int, bool> mayPass)
    {
        var patience = TimeSpan.FromSeconds(10);
        var index = 0;
        foreach (var packet in packets)
        {
            Assert.True(SpinWait.SpinUntil(() => mayPass(index), patience));
            Kernel.Run(hook, packet);
            Volatile.Write(ref passed, ++index);
        }
    }

    /// <summary>New connections, each with a request and the beginning of its response, which two packets at once end.</summary>
    void AssertEnds(Route route, string begin, Func<Connection, byte[]> one, Func<Connection, byte[]> other)
    {
        Kernel.WriteEvents(false);
        byte[] first = [], second = [];
        var serverSendsBoth = false;
        InParallel(
            Rounds,
            round => Pass(serverSendsBoth ? route.ServerHook : route.ClientHook, round == 0 ? [] : [first]),
            round => Pass(route.ServerHook, round == 0 ? [] : [second]),
            round =>
            {
                Assert.Equal((round, round, 0), Exchanges(route));
                Assert.Equal(round, Kernel.Counter(Counter.FlowsClosed));
                if (round < Rounds - 1)
                {
                    var connection = Exchange(route, Message.Get(), begin);
                    var sent = connection.Server.Next;
                    first = one(connection);
                    serverSendsBoth = connection.Server.Next != sent;
                    second = other(connection);
                }
            });
        Assert.Equal((0, 0), (Leg(route).Aborted, Leg(route).Unanswered));
    }

    /// <summary>All requests so far are in flight or answered; the server answers those that wait.</summary>
    void AnswerAll(Connection connection, Route route, int requests)
    {
        Assert.Equal(requests, Leg(route).Requests);
        if (Leg(route).InFlight > 0)
        {
            connection.ServerSends(Responses((int)Leg(route).InFlight));
        }

        Assert.Equal((requests, requests, 0), Exchanges(route));
        Assert.Equal((0, 0), (Leg(route).Unmatched, Leg(route).Desynced));
    }

    static string Requests(int count) => string.Concat(Enumerable.Repeat(Message.Get("/parallel"), count));

    static string Responses(int count) => string.Concat(Enumerable.Repeat(Message.Ok("parallel"), count));

    static byte[] Arrived(Connection connection, Segment segment)
    {
        connection.Arrive(segment);
        return connection.Packet(segment);
    }

    static byte[][] Packets(Connection connection, bool fromClient, string text, int pieces) =>
        [.. Cut(connection, fromClient, text, pieces).Select(segment => Arrived(connection, segment))];
}
