// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using KongMonitor.Abi;
using KongMonitor.Abi.Survey;
using KongMonitor.Core.Doctor;
using KongMonitor.CoreTests.Tls;
using FlowKey = KongMonitor.Abi.Survey.FlowKey;

namespace KongMonitor.CoreTests.Doctor;

public sealed class SurveyBuilderTests
{
    const uint Eth0 = 2;
    const uint Eth1 = 3;
    const uint Lo = 1;
    readonly SurveyReading reading = new() { InterfaceNames = { [Lo] = "lo", [Eth0] = "eth0", [Eth1] = "eth1" } };

    [Theory]
    [InlineData(SurveyFlag.Syn, SurveyFlag.SynAck)]
    [InlineData(SurveyFlag.Syn, (SurveyFlag)0)]
    [InlineData((SurveyFlag)0, SurveyFlag.SynAck)]
    [InlineData((SurveyFlag)0, (SurveyFlag)0)] // met in the middle: the watched port is the server's
    public void Who_began_is_the_client(SurveyFlag client, SurveyFlag server)
    {
        foreach (var clientIsHigh in (bool[])[false, true])
        {
            reading.Flows.Clear();
            Add(Side(Eth0, 0, client), Side(0, Eth0, server), clientIsHigh: clientIsHigh);
            var connection = Assert.Single(Build().Connections);
            Assert.Equal((Leg.Downstream, 8000, 1UL), (connection.Leg, connection.ServerPort, connection.Count));
            Assert.Equal(["eth0"], connection.RequestInterfaces);
            Assert.Equal(["eth0"], connection.ResponseInterfaces);
        }
    }

    [Theory]
    [InlineData(Eth0, 0, 0, Eth0, 8000, Leg.Downstream)]
    [InlineData(Eth0, 0, 0, Eth0, 9000, Leg.Downstream)]
    [InlineData(0, Eth0, Eth0, 0, 8000, Leg.Upstream)]
    [InlineData(0, Lo, 0, Lo, 8000, Leg.Downstream)]
    [InlineData(0, Lo, 0, Lo, 9000, Leg.Upstream)]
    public void Which_end_is_here_tells_the_leg(uint clientIn, uint clientOut, uint serverIn, uint serverOut, int port, Leg leg)
    {
        Add(Side(clientIn, clientOut, SurveyFlag.Syn), Side(serverIn, serverOut, SurveyFlag.SynAck), port);
        Assert.Equal(leg, Assert.Single(Build().Connections).Leg);
    }

    [Fact]
    public void What_only_passes_through_this_host_is_nobody_s()
    {
        Add(Side(Eth0, Eth1, SurveyFlag.Syn), Side(Eth1, Eth0, SurveyFlag.SynAck));
        Assert.Empty(Build().Connections);
    }

    [Fact]
    public void A_server_that_no_packet_was_seen_of_is_where_the_client_s_packets_end()
    {
        Add(Side(Eth0, 0, SurveyFlag.Syn, bytes: 80), default);
        var connection = Assert.Single(Build().Connections);
        Assert.Equal((Leg.Downstream, false), (connection.Leg, connection.IsIgnored));
        Assert.Empty(connection.ResponseInterfaces);
    }

    [Theory]
    [InlineData(2, 0, true)]
    [InlineData(1, 0, false)] // its answer may be under way
    [InlineData(2, 1, false)]
    public void A_SYN_that_is_repeated_without_an_answer_is_ignored(ulong syns, ulong answers, bool ignored)
    {
        Add(Side(Eth0, 0, SurveyFlag.Syn) with { Packets = syns }, Side(0, answers > 0 ? Eth0 : 0, 0) with { Packets = answers });
        Assert.Equal(ignored, Assert.Single(Build().Connections).IsIgnored);
    }

    [Theory]
    [InlineData(SurveyFlag.Rst, true)]
    [InlineData(SurveyFlag.Rst | SurveyFlag.SynAck, false)]
    [InlineData(SurveyFlag.SynAck, false)]
    public void A_RST_in_answer_to_a_SYN_refuses(SurveyFlag server, bool refused)
    {
        Add(Side(Eth0, 0, SurveyFlag.Syn), Side(0, Eth0, server));
        Assert.Equal(refused, Assert.Single(Build().Connections).IsRefused);
    }

    [Theory]
    [InlineData(SurveyKind.Request, SurveyKind.Unknown, true, null)]
    [InlineData(SurveyKind.Unknown, SurveyKind.Response, true, null)]
    [InlineData(SurveyKind.Unknown, SurveyKind.Unknown, false, null)]
    [InlineData(SurveyKind.Foreign + (uint)NotHttp.Tls, SurveyKind.Foreign + (uint)NotHttp.Tls, false, NotHttp.Tls)]
    [InlineData(SurveyKind.Unknown, SurveyKind.Foreign + (uint)NotHttp.Ssh, false, NotHttp.Ssh)]
    [InlineData(SurveyKind.Request, SurveyKind.Foreign + (uint)NotHttp.Other, false, NotHttp.Other)] // "get key" and "VALUE key"
    public void What_was_spoken_is_told_by_either_side(SurveyKind client, SurveyKind server, bool isHttp1, NotHttp? foreign)
    {
        Add(Side(Eth0, 0, SurveyFlag.Syn) with { Kind = (uint)client }, Side(0, Eth0, SurveyFlag.SynAck) with { Kind = (uint)server });
        var connection = Assert.Single(Build().Connections);
        Assert.Equal((isHttp1, foreign), (connection.IsHttp1, connection.Foreign));
    }

    [Fact]
    public async Task The_hello_of_a_connection_is_its_own()
    {
        Add(Side(Eth0, 0, SurveyFlag.Syn), Side(0, Eth0, SurveyFlag.SynAck));
        Add(Side(Eth0, 0, SurveyFlag.Syn), Side(0, Eth0, SurveyFlag.SynAck), clientPort: 40001);
        var bytes = await RealHello.Of("api.example.com", "h2");
        foreach (var from in (int[])[100, 0])
        {
            var hello = new SurveyHello { Flow = reading.Flows.Keys[1], Offset = (uint)from, Length = (uint)(from == 0 ? 100 : bytes.Length - 100) };
            bytes.AsSpan(from, (int)hello.Length).CopyTo(hello.Bytes.AsSpan());
            reading.AddHello(hello);
        }

        var connections = Build().Connections;
        Assert.Null(connections[0].Hello);
        Assert.Equal("api.example.com", connections[1].Hello?.ServerName);
    }

    [Fact]
    public void A_hostile_name_of_an_interface_is_shown_safely_and_known_again()
    {
        reading.InterfaceNames[Eth0] = "\u001b[31m";
        Add(Side(Eth0, 0, SurveyFlag.Syn), Side(0, Eth0, SurveyFlag.SynAck));
        reading.Interfaces.Add(new() { Interface = Eth0 }, default);
        var facts = new SurveyBuilder(reading, ["\u001b[31m"], port => true).Build(TimeSpan.FromSeconds(1));
        Assert.Equal(@"\x1b[31m", Assert.Single(facts.Connections[0].RequestInterfaces));
        Assert.Equal((@"\x1b[31m", true), (facts.Interfaces[0].Name, facts.Interfaces[0].IsWatched));
    }

    [Fact]
    public void Both_directions_of_an_interface_are_one_row_and_watched_ones_come_first()
    {
        reading.Interfaces.Add(new() { Interface = Lo, Direction = 1 }, new() { Packets = 7 });
        reading.Interfaces.Add(new() { Interface = Eth1, Direction = 1 }, new() { Packets = 1, Unreadable = 1, Fragments = 2 });
        reading.Interfaces.Add(new() { Interface = Eth1, Direction = 0 }, new() { Packets = 3, Bytes = 30, Unreadable = 4, NotTcp = 5 });
        var rows = new SurveyBuilder(reading, ["eth1"], port => false).Build(TimeSpan.FromSeconds(1)).Interfaces;
        Assert.Equal(
            [
                new InterfaceTraffic("eth1") { IsWatched = true, PacketsIn = 3, BytesIn = 30, PacketsOut = 1, Unreadable = 5, Fragments = 2, NotTcp = 5 },
                new InterfaceTraffic("lo") { PacketsOut = 7 },
            ],
            rows);
    }

    SurveyFacts Build() => new SurveyBuilder(reading, ["eth0"], port => port == 8000).Build(TimeSpan.FromSeconds(1));

    void Add(SurveySide client, SurveySide server, int port = 8000, int clientPort = 40000, bool clientIsHigh = false)
    {
        var (low, high) = clientIsHigh ? (port, clientPort) : (clientPort, port);
        reading.Flows.Add(
            new FlowKey { LowPort = Network(low), HighPort = Network(high), Family = 4 },
            clientIsHigh ? new() { Low = server, High = client } : new() { Low = client, High = server });
    }

    static SurveySide Side(uint ingress, uint egress, SurveyFlag flags, ulong bytes = 0)
    {
        var side = new SurveySide { Packets = 3, Bytes = bytes, Flags = (uint)flags };
        side.Ingress.AsSpan()[0] = ingress;
        side.Egress.AsSpan()[0] = egress;
        return side;
    }

    static ushort Network(int port) => BinaryPrimitives.ReverseEndianness((ushort)port);
}
