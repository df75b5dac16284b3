// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.KernelTests;

/// <summary>Whatever comes, every program lets it pass, and as it was.</summary>
public sealed class IpGarbageTests : KernelTest
{
    const int Frames = 25_000;
    const int Shortest = 14;
    const int Longest = 400;

    /// <summary>The kernel makes no skb of a shorter frame that says it is IP.</summary>
    const int ShortestSkb = 54;

    static readonly string[] programs = ["ingress_xdp", "ingress_tc", "egress_tc"];

    /// <summary>A kernel for garbage alone: it may open connections of any ends.</summary>
    public IpGarbageTests()
    {
        Configure(KernelOptions.Default with { Fresh = true });
        AllowLoss(Loss.Unreadable, Loss.HoldFull);
    }

    [Theory, InlineData(1), InlineData(2)]
    public void Random_bytes_pass_unchanged(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < Frames; i++)
        {
            var frame = new byte[random.Next(Shortest, Longest)];
            random.NextBytes(frame);
            AssertPasses(frame, random);
        }
    }

    [Theory, InlineData(3), InlineData(4)]
    public void Packets_with_random_bytes_in_them_pass_unchanged(int seed)
    {
        var random = new Random(seed);
        var packets = Packets(random);
        for (var i = 0; i < Frames; i++)
        {
            var frame = packets[random.Next(packets.Count)].ToArray();
            for (var spoiled = random.Next(4); spoiled > 0; spoiled--)
            {
                // mostly in the headers
                frame[random.Next(random.Next(2) == 0 ? Math.Min(90, frame.Length) : frame.Length)] = (byte)random.Next(256);
            }

            AssertPasses(frame, random);
        }
    }

    [Fact]
    public void Packets_cut_at_any_byte_pass_unchanged()
    {
        var random = new Random(5);
        foreach (var packet in Packets(random))
        {
            for (var length = Shortest; length <= packet.Length; length++)
            {
                AssertPasses(packet[..length], random);
            }
        }
    }

    [Theory, EveryRoute]
    public void Packets_of_every_kind_of_exchange_pass_unchanged(Route route)
    {
        var connection = new Connection(Kernel, route);
        AssertPasses(connection, connection.ClientSegment("", TcpControl.Syn));
        AssertPasses(connection, connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack));
        AssertPasses(connection, connection.ClientSegment(Message.Get() + Message.ChunkedPost("one", "two")));
        var early = connection.ServerSegment(Message.Ok("hello"));
        var late = connection.ServerSegment(Message.ChunkedOk("hello"), TcpControl.Fin | TcpControl.Ack);
        AssertPasses(connection, late);
        AssertPasses(connection, early);
        AssertPasses(connection, connection.ClientSegment("", TcpControl.Rst));
        Assert.Equal((2, 2), (Leg(route).Requests, Leg(route).Responses));

        void AssertPasses(Connection connection, Segment segment)
        {
            var packet = connection.Packet(segment);
            AssertPassesUnchanged(programs[(int)(segment.FromClient ? route.ClientHook : route.ServerHook)], packet);
            connection.Arrive(segment);
        }
    }

    void AssertPasses(byte[] frame, Random random) =>
        AssertPassesUnchanged(programs[frame.Length < ShortestSkb ? 0 : random.Next(programs.Length)], frame);

    void AssertPassesUnchanged(string name, byte[] frame)
    {
        var program = Kernel.Bpf.FindProgram(name);
        var output = new byte[frame.Length];
        var context = new SkBuffContext { Interface = TestInterface.Index };
        var xdp = name == programs[0];
        var result = xdp ? program.TestRun(frame, output) : program.TestRun(frame, ref context, output);
        Assert.Equal(xdp ? 2 : -1, result.ReturnValue);
        Assert.Equal(frame.Length, result.OutputLength);
        Assert.True(frame.AsSpan().SequenceEqual(output), $"{name} changed {Convert.ToHexString(frame)}");
    }

    /// <summary>Packets of a few connections, with all sorts of headers.</summary>
    List<byte[]> Packets(Random random)
    {
        var packets = new List<byte[]>();
        foreach (var framing in (ReadOnlySpan<Framing>)
                 [
                     Framing.Plain,
                     new() { VlanTags = [0x88a8, 0x8100], TcpOptions = new byte[12] },
                     new() { Ipv4Options = new byte[8], Ipv6Extensions = [(0, new byte[7]), (60, new byte[7]), (51, new byte[23])] },
                     new() { ZeroLength = true, Padding = 10 },
                 ])
        {
            foreach (var route in (ReadOnlySpan<Route>)[Route.DownstreamXdp, Route.UpstreamXdp])
            {
                var connection = new Connection(Kernel, route, random.Next(2) == 0) { Framing = framing };
                packets.Add(connection.Packet(connection.ClientSegment("", TcpControl.Syn)));
                packets.Add(connection.Packet(connection.ServerSegment("", TcpControl.Syn | TcpControl.Ack)));
                packets.Add(connection.Packet(connection.ClientSegment(Message.ChunkedPost("one", "two") + Message.Get())));
                packets.Add(connection.Packet(connection.ClientSegment(Message.Post("hello"))));
                packets.Add(connection.Packet(connection.ServerSegment(Message.ChunkedOk("one", "two") + Message.Ok("hello"))));
                packets.Add(connection.Packet(connection.ServerSegment(Message.ResponseHead("200 OK"), TcpControl.Fin | TcpControl.Ack)));
                packets.Add(connection.Packet(connection.ClientSegment("", TcpControl.Rst)));
            }
        }

        return packets;
    }
}
