// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Abi;
using KongMonitor.Abi.Survey;

namespace KongMonitor.KernelTests;

/// <summary>The survey of the doctor, packet by packet. Every packet passes unchanged: <see cref="SurveyKernel.Run"/> asserts it.</summary>
public sealed class SurveyTests : IDisposable
{
    const int InstructionLimit = 20_000;
    const string Hello = "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003 and so on";
    const SurveyKind Tls = SurveyKind.Foreign + (uint)NotHttp.Tls;
    const SurveyKind Other = SurveyKind.Foreign + (uint)NotHttp.Other;
    const uint Reach = Abi.Survey.AbiConstants.SurveyHelloReach;
    SurveyKernel survey = new();

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", SurveyKind.Request, Other)]
    [InlineData("GET /", SurveyKind.Request, Other)]
    [InlineData("PROXY TCP4 198.18.0.1 198.18.0.2 1 2\r\n", SurveyKind.Request, Other)]
    [InlineData("PROPFIND /dav HTTP/1.1\r\n\r\n", SurveyKind.Request, Other)]
    [InlineData("get a-key\r\n", SurveyKind.Request, Other)] // what the server says to it decides
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", Other, SurveyKind.Response)]
    [InlineData(Hello, Tls, Tls)]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", SurveyKind.Foreign + (uint)NotHttp.Http2, SurveyKind.Foreign + (uint)NotHttp.Http2)]
    [InlineData("SSH-2.0-x\r\n", SurveyKind.Foreign + (uint)NotHttp.Ssh, SurveyKind.Foreign + (uint)NotHttp.Ssh)]
    [InlineData("220 mail\r\n", SurveyKind.Foreign + (uint)NotHttp.Smtp, SurveyKind.Foreign + (uint)NotHttp.Smtp)]
    [InlineData("*1\r\n$4\r\nPING\r\n", SurveyKind.Foreign + (uint)NotHttp.Redis, SurveyKind.Foreign + (uint)NotHttp.Redis)]
    [InlineData("\0\u0001\u0002\u0003 binary", Other, Other)]
    [InlineData("\r\n\r\n\0\r\nQUIT\n!\u0011\0\u000c", SurveyKind.Unknown, SurveyKind.Unknown)] // PROXY protocol 2: what follows tells
    [InlineData("GE", SurveyKind.Unknown, SurveyKind.Unknown)]
    public void The_first_bytes_tell_the_protocol(string first, SurveyKind ofClient, SurveyKind ofServer)
    {
        var flow = survey.Talk(first);
        Assert.Equal(((uint)ofClient, 0U), (flow.Low.Kind, flow.High.Kind));
        survey.Dispose();
        survey = new();
        flow = survey.Talk("", first);
        Assert.Equal((0U, (uint)ofServer), (flow.Low.Kind, flow.High.Kind));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", SurveyKind.Response)]
    [InlineData("\u0017\u0003\u0003\u0001\0 application data", Tls)]
    [InlineData("GET / HTTP/1.1\r\n\r\n", SurveyKind.Unknown)] // an upload may hold any text
    [InlineData("+ part of an upload", SurveyKind.Unknown)]
    [InlineData("\u0016 not a record", SurveyKind.Unknown)]
    [InlineData("\0\u0001\u0002\u0003 binary", SurveyKind.Unknown)]
    public void In_the_middle_of_a_connection_only_what_is_sure_counts(string bytes, SurveyKind kind) =>
        Assert.Equal((uint)kind, survey.Talk(bytes, withHandshake: false).Low.Kind);

    [Fact]
    public void Packets_bytes_flags_and_interfaces_are_those_of_the_side_that_sent_them()
    {
        survey.Talk("GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n");
        survey.Send(true, TcpControl.Ack, 1019);
        survey.Send(true, TcpControl.Fin | TcpControl.Ack, 1019);
        survey.Send(false, TcpControl.Rst | TcpControl.Ack, 5020);
        var flow = survey.Flow();
        Assert.Equal((4UL, 18UL, 3UL, 19UL), (flow.Low.Packets, flow.Low.Bytes, flow.High.Packets, flow.High.Bytes));
        Assert.Equal((uint)(SurveyFlag.Syn | SurveyFlag.Fin), flow.Low.Flags);
        Assert.Equal((uint)(SurveyFlag.SynAck | SurveyFlag.Rst), flow.High.Flags);
        Assert.Equal([TestInterface.Index, 0, 0, 0], flow.Low.Ingress.AsSpan().ToArray());
        Assert.Equal([TestInterface.Index, 0, 0, 0], flow.High.Egress.AsSpan().ToArray());
        Assert.Equal((0U, 0U), (flow.Low.Egress.AsSpan()[0], flow.High.Ingress.AsSpan()[0]));
        Assert.Equal((4UL, 18UL, 1UL), (survey.Row(true).Packets, survey.Row(true).Bytes, survey.Row(true).Segments));
        Assert.Equal((3UL, 19UL, 1UL), (survey.Row(false).Packets, survey.Row(false).Bytes, survey.Row(false).Segments));
    }

    [Fact]
    public void A_SYN_sent_again_is_one_connection_and_another_of_the_same_ends_a_second()
    {
        survey.Send(true, TcpControl.Syn, 1000);
        survey.Send(true, TcpControl.Syn, 1000);
        Assert.Equal(1U, survey.Flow().Low.Syns);
        survey.Send(true, TcpControl.Syn, 9000);
        Assert.Equal(2U, survey.Flow().Low.Syns);
    }

    [Fact]
    public void What_a_TLS_client_says_first_reaches_user_space_a_piece_a_segment()
    {
        survey.Talk(Hello, Hello);
        survey.Send(true, TcpControl.Ack, 1001 + (uint)Hello.Length, new string('x', 1400));
        survey.Send(true, TcpControl.Ack, 1001 + Reach, "too far");
        var pieces = survey.Hellos;
        Assert.Equal([(0U, (uint)Hello.Length), ((uint)Hello.Length, 1400U)], pieces.Select(piece => (piece.Offset, piece.Length)));
        Assert.Equal(Wire.Bytes(Hello), pieces[0].Bytes.AsReadOnlySpan()[..Hello.Length].ToArray());
    }

    [Fact]
    public void A_segment_longer_than_a_piece_gives_its_beginning()
    {
        survey.Talk(Hello + new string('x', 3000));
        Assert.Equal(2048U, Assert.Single(survey.Hellos).Length);
    }

    [Fact]
    public void Of_other_protocols_and_of_connections_met_in_the_middle_no_byte_leaves_the_kernel()
    {
        survey.Talk("GET /secret HTTP/1.1\r\n\r\n", Hello);
        survey.Send(true, TcpControl.Ack, 1001, Hello, client: new(IPAddress.Parse("198.18.0.8"), 40000));
        Assert.Empty(survey.Hellos);
    }

    [Fact]
    public void Hellos_that_the_ring_has_no_room_for_are_counted()
    {
        for (var i = 0; i < 1000; i++)
        {
            var client = new IPEndPoint(IPAddress.Parse("198.18.0.9"), 10000 + i);
            survey.Send(true, TcpControl.Syn, 1000, client: client);
            survey.Send(true, TcpControl.Ack, 1001, Hello, client: client);
        }

        var lost = (int)survey.Loss(SurveyLoss.HelloFull);
        Assert.InRange(lost, 1, 999);
        Assert.Equal(1000, survey.Hellos.Count + lost);
        Assert.Equal(1000, survey.Flows().Count(flow => flow.Low.Kind == (uint)Tls));
    }

    [Fact]
    public void Packets_of_connections_that_have_no_room_are_counted()
    {
        survey.Dispose();
        survey = new(flows: 4);
        for (var i = 0; i < 6; i++)
        {
            survey.Send(true, TcpControl.Syn, 1000, client: new(SurveyKernel.Client.Address, 10000 + i));
        }

        Assert.Equal((4, 2UL, 6UL), (survey.Flows().Count, survey.Loss(SurveyLoss.FlowFull), survey.Row(true).Packets));
    }

    [Theory]
    [InlineData("198.18.0.7")]
    [InlineData("2001:db8::7")]
    public void VLAN_tags_IPv6_and_options_are_read_as_the_monitor_reads_them(string address)
    {
        var client = new IPEndPoint(IPAddress.Parse(address), 40000);
        Framing[] framings =
        [
            Framing.Plain, new() { VlanTags = [0x8100] }, new() { VlanTags = [0x88a8, 0x8100] }, new() { TcpOptions = new byte[12] },
            new() { Padding = 4 },
        ];
        foreach (var framing in framings)
        {
            survey.Send(true, TcpControl.Ack, 1001, "some bytes of payload, long enough for any frame", framing, client);
        }

        Assert.Equal(((ulong)framings.Length, 0UL), (survey.Row(true).Packets, survey.Row(true).Unreadable));
        Assert.Equal((ulong)framings.Length, survey.Flow().Low.Packets + survey.Flow().High.Packets);
    }

    [Fact]
    public void An_interface_without_Ethernet_header_is_read_as_such()
    {
        survey.Dispose();
        survey = new(rawIp: true);
        survey.Send(true, TcpControl.Syn, 1000, framing: new() { RawIp = true });
        Assert.Equal(1UL, survey.Row(true).Packets);
    }

    [Fact]
    public void What_is_not_read_is_counted_by_its_reason()
    {
        survey.Send(true, TcpControl.Ack, 1001, "a fragment of a packet", new() { Fragment = 0x2000 });
        survey.Send(true, TcpControl.Ack, 1001, "a later fragment of it", new() { Fragment = 0x0010 });
        var udp = PacketBuilder.Build(new(true, TcpControl.Ack, 1, 0, new byte[20]), SurveyKernel.Client, SurveyKernel.Server, Framing.Plain);
        udp[PacketBuilder.EthernetLength + 9] = 17;
        survey.Run(true, udp);
        var cut = PacketBuilder.Build(new(true, TcpControl.Ack, 1, 0, new byte[200]), SurveyKernel.Client, SurveyKernel.Server, Framing.Plain);
        survey.Run(true, cut[..^50]);
        var row = survey.Row(true);
        Assert.Equal((0UL, 2UL, 1UL, 1UL), (row.Packets, row.Fragments, row.NotTcp, row.Unreadable));
        Assert.Empty(survey.Flows());
    }

    [Fact]
    public void Garbage_passes_unchanged_and_is_counted()
    {
        var random = new Random(11);
        const int frames = 5000;
        for (var i = 0; i < frames; i++)
        {
            var packet = PacketBuilder.Build(
                new(true, (TcpControl)random.Next(32), (uint)random.Next(), 0, new byte[random.Next(60)]),
                SurveyKernel.Client, SurveyKernel.Server, Framing.Plain);
            for (var spoiled = random.Next(1, 6); spoiled > 0; spoiled--)
            {
                packet[random.Next(12, packet.Length)] = (byte)random.Next(256);
            }

            survey.Run(random.Next(2) == 0, packet);
        }

        var (ingress, egress) = (survey.Row(true), survey.Row(false));
        Assert.Equal((ulong)frames, Sum(ingress) + Sum(egress));
    }

    [Fact]
    public void An_interface_that_nobody_asked_for_is_not_looked_at()
    {
        var packet = PacketBuilder.Build(new(true, TcpControl.Syn, 1, 0, default), SurveyKernel.Client, SurveyKernel.Server, Framing.Plain);
        survey.Run(true, packet, TestInterface.Loopback);
        Assert.Empty(survey.Flows());
    }

    [Fact]
    public void Switched_off_it_looks_at_nothing()
    {
        survey.Switch(on: false);
        survey.Send(true, TcpControl.Syn, 1000);
        Assert.Empty(survey.Flows());
        Assert.Equal(0UL, survey.Row(true).Packets);
    }

    [Fact]
    public void Its_programs_stay_small() => Assert.All(survey.Programs, program => Assert.InRange(program.Verified, 1, InstructionLimit));

    public void Dispose() => survey.Dispose();

    // What could be read, and was cut short behind its headers all the same, is in both.
    static ulong Sum(SurveyInterface row) => row.Packets + row.NotTcp + row.Fragments + row.Unreadable;
}
