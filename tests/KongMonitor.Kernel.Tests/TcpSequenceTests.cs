// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Sequence numbers wrap around at 2^32.</summary>
public sealed class TcpSequenceTests : TcpTest
{
    static readonly string request = Message.ChunkedPost("hello", "world");
    static readonly string response = Message.Ok("hello world");

    [Theory, EveryRoute]
    public void The_clients_numbers_may_wrap_at_any_byte(Route route)
    {
        for (var at = -1; at <= request.Length; at++)
        {
            AssertExchange(route, clientWrapsAt: at, serverWrapsAt: 1000, [0, 1, 2, 3]);
        }
    }

    [Theory, EveryRoute]
    public void The_servers_numbers_may_wrap_at_any_byte(Route route)
    {
        for (var at = -1; at <= response.Length; at++)
        {
            AssertExchange(route, clientWrapsAt: 1000, serverWrapsAt: at, [0, 1, 2, 3]);
        }
    }

    [Theory, EveryRoute]
    public void Numbers_may_wrap_in_a_hole(Route route)
    {
        for (var at = -1; at <= request.Length; at++)
        {
            AssertExchange(route, clientWrapsAt: at, serverWrapsAt: at, [3, 1, 2, 0]);
            AssertExchange(route, clientWrapsAt: at, serverWrapsAt: at, [0, 2, 3, 2, 1, 0]);
        }
    }

    void AssertExchange(Route route, int clientWrapsAt, int serverWrapsAt, int[] order)
    {
        Kernel.Clear();
        var connection = new Connection(Kernel, route);
        // the first byte behind the SYN has the number initial + 1
        var client = 0u - connection.Client.InitialSequence - 1 - (uint)clientWrapsAt;
        var server = 0u - connection.Server.InitialSequence - 1 - (uint)serverWrapsAt;
        Pass(connection.ClientSegment("", TcpControl.Syn));
        Pass(connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        PassAll(Cut(connection, true, request));
        PassAll(Cut(connection, false, response));
        Pass(connection.ServerSegment("", TcpControl.Fin | TcpControl.Ack));
        Pass(connection.ClientSegment("", TcpControl.Fin | TcpControl.Ack));
        Assert.Equal((1, 1, 0), Exchanges(route));
        Assert.Equal((request.Length, response.Length), (Leg(route).BytesSent, Leg(route).BytesReceived));
        Assert.Equal(1, Kernel.Counter(Counter.FlowsClosed));

        void PassAll(Segment[] segments)
        {
            foreach (var i in order)
            {
                Pass(segments[i]);
            }
        }

        void Pass(Segment segment)
        {
            var (own, other) = segment.FromClient ? (client, server) : (server, client);
            var moved = segment with { Sequence = segment.Sequence + own, Acknowledged = segment.Acknowledged + other };
            Kernel.Run(segment.FromClient ? route.ClientHook : route.ServerHook, connection.Packet(moved));
            connection.Arrive(segment);
        }
    }
}
