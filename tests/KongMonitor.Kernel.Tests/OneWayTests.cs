// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>What a run knows of data that it cannot see: connections of which one direction passes elsewhere, and foreign ports.</summary>
public sealed class OneWayTests : TcpTest
{
    const TcpControl SynAck = TcpControl.Syn | TcpControl.Ack;

    [Theory, EveryRoute]
    public void A_connection_whose_packets_pass_both_ways_is_neither(Route route)
    {
        Exchange(route, Message.Get(), Message.Ok()).Close();
        AssertOneWay(responses: 0, requests: 0);
    }

    [Theory, EveryRoute]
    public void A_client_that_sends_though_no_SYN_ACK_was_seen_is_counted_once(Route route)
    {
        var connection = new Connection(Kernel, route);
        connection.Deliver(connection.ClientSegment("", TcpControl.Syn));
        connection.Arrive(connection.ServerSegment("", SynAck));
        connection.Deliver(connection.ClientSegment(""));
        connection.ClientSends(Message.Get());
        connection.ClientSends(Message.Get());
        AssertOneWay(responses: 1, requests: 0);
        Kernel.Clear();
    }

    [Theory, EveryRoute]
    public void A_SYN_ACK_whose_SYN_was_not_seen_is_counted_once(Route route)
    {
        var connection = new Connection(Kernel, route);
        connection.Arrive(connection.ClientSegment("", TcpControl.Syn));
        var synAck = connection.ServerSegment("", SynAck);
        Deliver(connection, synAck, synAck);
        AssertOneWay(responses: 0, requests: 1);
    }

    [Theory, EveryRoute]
    public void Data_on_a_SYN_is_no_one_way_traffic(Route route)
    {
        var connection = new Connection(Kernel, route);
        connection.Deliver(connection.ClientSegment(Message.Get(), TcpControl.Syn));
        connection.Deliver(connection.ServerSegment("", SynAck));
        connection.ServerSends(Message.Ok());
        AssertOneWay(responses: 0, requests: 0);
    }

    [Fact]
    public void More_foreign_ports_than_there_is_room_for_change_no_sum()
    {
        Configure(KernelOptions.Default with { AllPorts = true, Fresh = true });
        const int ports = 300;
        const int room = 256;
        for (var port = 10_000; port < 10_000 + ports; port++)
        {
            var server = new IPEndPoint(new Connection(Kernel, Route.DownstreamXdp).Server.EndPoint.Address, port);
            for (var i = 0; i < 2; i++)
            {
                new Connection(Kernel, Route.DownstreamXdp, server: server).Open().ClientSends("SSH-2.0-x\r\n");
            }
        }

        Assert.Equal(2 * ports, Kernel.NotHttp(Abi.Leg.Downstream, NotHttp.Ssh));
        var rows = Kernel.NotHttpPorts();
        Assert.Equal(room, rows.Count);
        Assert.All(rows, row => Assert.Equal((NotHttp.Ssh, Abi.Leg.Downstream, 2), (row.Kind, row.Leg, row.Flows)));
    }

    void AssertOneWay(int responses, int requests) =>
        Assert.Equal((responses, requests), (Kernel.Counter(Counter.NoSynAck), Kernel.Counter(Counter.NoSyn)));
}
