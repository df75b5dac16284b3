// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>What may stand in front of TCP, and behind its payload.</summary>
public sealed class IpHeaderTests : KernelTest
{
    const byte HopByHop = 0, Routing = 43, Fragment = 44, Authentication = 51, Destination = 60;
    static readonly string request = Message.Post("name=value", "/headers");
    static readonly string response = Message.ChunkedOk("hello", "world");

    public static TheoryData<string> Chains => ["0", "43", "60", "51", "0 60", "0 60 43 51", "0 60 43 51 60 60"];

    [Theory, EveryRoute(4), EveryRoute(40)]
    public void IPv4_options_are_skipped(Route route, int length) =>
        AssertCounted(route, new() { Ipv4Options = Enumerable.Repeat((byte)1, length).ToArray() });

    [Theory, EveryRoute(4, false), EveryRoute(12, false), EveryRoute(40, false), EveryRoute(12, true), EveryRoute(40, true)]
    public void TCP_options_are_skipped(Route route, int length, bool ipv6) =>
        AssertCounted(route, new() { TcpOptions = Enumerable.Repeat((byte)1, length).ToArray() }, ipv6);

    [Theory, MemberData(nameof(Chains))]
    public void IPv6_extension_headers_are_skipped(string types)
    {
        foreach (var route in (ReadOnlySpan<Route>)[Route.DownstreamXdp, Route.DownstreamTc, Route.UpstreamXdp, Route.UpstreamTc])
        {
            foreach (var size in (ReadOnlySpan<int>)[8, 24, 64])
            {
                Kernel.Clear();
                AssertCounted(route, new() { Ipv6Extensions = Extensions(types, size) }, ipv6: true);
            }
        }
    }

    [Theory, EveryRoute]
    public void IPv6_with_more_extension_headers_than_six_is_not_followed(Route route) =>
        AssertNotFollowed(route, new() { Ipv6Extensions = Extensions("60 60 60 60 60 60 60", 8) }, ipv6: true);

    [Theory, EveryRoute(new int[] { 0x8100 }), EveryRoute(new int[] { 0x88a8, 0x8100 }), EveryRoute(new int[] { 0x8100, 0x8100 })]
    public void One_and_two_VLAN_tags_are_skipped(Route route, int[] types)
    {
        AssertCounted(route, new() { VlanTags = [.. types.Select(type => (ushort)type)] });
        Kernel.Clear();
        AssertCounted(route, new() { VlanTags = [.. types.Select(type => (ushort)type)] }, ipv6: true);
    }

    [Theory, EveryRoute]
    public void Three_VLAN_tags_are_not_followed(Route route) => AssertNotFollowed(route, new() { VlanTags = [0x8100, 0x8100, 0x8100] });

    [Theory, EveryRoute(false), EveryRoute(true)]
    public void Padding_of_a_short_frame_is_no_payload(Route route, bool ipv6) => AssertCounted(route, new() { Padding = 40 }, ipv6, 1);

    [Theory, EveryRoute(false), EveryRoute(true)]
    public void A_packet_that_does_not_say_its_length_is_as_long_as_its_frame(Route route, bool ipv6)
    {
        AssertCounted(route, new() { ZeroLength = true }, ipv6);
        Kernel.Clear();
        AssertCounted(route, new() { ZeroLength = true, Ipv6Extensions = ipv6 ? Extensions("0", 8) : [] }, ipv6);
    }

    [Theory, InlineData(false, false), InlineData(false, true), InlineData(true, false), InlineData(true, true)]
    public void Packets_of_60000_bytes_are_read(bool zeroLength, bool ipv6)
    {
        var connection = new Connection(Kernel, Route.DownstreamXdp, ipv6)
        {
            Framing = new() { ZeroLength = zeroLength },
            MaximumSegment = 60_000,
        };
        connection.Open();
        var post = Message.ChunkedPost(new string('x', 30_000), new string('y', 25_000)) + Message.Get("/behind");
        connection.ClientSends(post);
        Assert.Equal((2, post.Length), (Leg(Route.DownstreamXdp).Requests, Leg(Route.DownstreamXdp).BytesSent));
    }

    [Theory, EveryRoute]
    public void A_packet_that_may_not_be_fragmented_is_none(Route route) => AssertCounted(route, new() { Fragment = 0x4000 });

    [Theory, EveryRoute(0x2000), EveryRoute(0x2010), EveryRoute(0x0010)]
    public void A_fragment_of_IPv4_is_not_read_but_counted_as_unreadable(Route route, int field)
    {
        AllowLoss(Loss.Unreadable);
        AssertNotFollowed(route, new() { Fragment = (ushort)field });
        Assert.NotEqual(0, Kernel.Loss(Loss.Unreadable));
    }

    [Theory, EveryRoute]
    public void A_fragment_of_IPv6_is_not_read_but_counted_as_unreadable(Route route)
    {
        AllowLoss(Loss.Unreadable);
        AssertNotFollowed(route, new() { Ipv6Extensions = [(Fragment, new byte[7])] }, ipv6: true);
        Assert.NotEqual(0, Kernel.Loss(Loss.Unreadable));
    }

    [Theory]
    [InlineData(Route.DownstreamTc, false), InlineData(Route.DownstreamTc, true)]
    [InlineData(Route.UpstreamTc, false), InlineData(Route.UpstreamTc, true)]
    public void Packets_of_an_interface_without_Ethernet_header_begin_with_IP(Route route, bool ipv6)
    {
        Configure(KernelOptions.Default with { RawIpInterface = TestInterface.Index });
        AssertCounted(route, new() { RawIp = true }, ipv6);
        Kernel.Clear();
        AssertNotFollowed(route, Framing.Plain, ipv6);
    }

    [Theory, InlineData(Route.DownstreamTc), InlineData(Route.UpstreamTc)]
    public void Packets_of_other_interfaces_begin_with_Ethernet(Route route)
    {
        Configure(KernelOptions.Default with { RawIpInterface = TestInterface.Index + 1000 });
        AssertCounted(route, Framing.Plain);
        Kernel.Clear();
        AssertNotFollowed(route, new() { RawIp = true });
    }

    [Theory, EveryRoute(false), EveryRoute(true)]
    public void A_packet_cut_shorter_than_it_says_counts_nothing(Route route, bool ipv6)
    {
        AllowLoss(Loss.Unreadable);
        var connection = Open(route, ipv6);
        connection.ClientSends(Message.Request("POST", "/", "Content-Length: 1000\r\n"));
        var before = Leg(route).ToString();
        var body = connection.ClientSegment(new string('b', 1000));
        Kernel.Run(route.ClientHook, connection.Packet(body).AsSpan()[..100]);
        Assert.Equal(before, Leg(route).ToString());
        connection.Deliver(body);
        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Desynced));
    }

    /// <summary>One exchange in such packets.</summary>
    void AssertCounted(Route route, Framing framing, bool ipv6 = false, int segment = 50)
    {
        Take(route, framing, ipv6, segment);
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        Assert.Equal((request.Length, response.Length), (Leg(route).BytesSent, Leg(route).BytesReceived));
        Assert.Equal(("/headers", 200), (Endpoint().Path, Endpoint().Status));
        Assert.Equal(1, Kernel.Counter(Counter.FlowsClosed));
        AssertRowsHoldAllBytes(route);
    }

    void AssertNotFollowed(Route route, Framing framing, bool ipv6 = false)
    {
        Take(route, framing, ipv6, 50);
        Assert.Equal((0, 0, 0), (Leg(route).Requests, Leg(route).Unmatched, Kernel.Counter(Counter.FlowsOpened)));
    }

    void Take(Route route, Framing framing, bool ipv6, int segment)
    {
        var connection = new Connection(Kernel, route, ipv6) { Framing = framing, MaximumSegment = segment };
        connection.Open();
        connection.ClientSends(request);
        connection.ServerSends(response);
        connection.Close();
    }

    static IReadOnlyList<(byte Type, ReadOnlyMemory<byte> Body)> Extensions(string types, int size) =>
        [.. types.Split(' ').Select(byte.Parse).Select(type => (type, Extension(type, size)))];

    /// <summary>Behind the next header: the length in units of its own, then options or whatever.</summary>
    static ReadOnlyMemory<byte> Extension(byte type, int size)
    {
        var body = new byte[size - 1];
        body[0] = (byte)(type == Authentication ? size / 4 - 2 : size / 8 - 1);
        Assert.Contains(type, (byte[])[HopByHop, Routing, Authentication, Destination]);
        return body;
    }
}
