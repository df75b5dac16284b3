// SPDX-License-Identifier: MIT
using KongMonitor.ReplayTests.Support;

namespace KongMonitor.ReplayTests;

/// <summary>What stands before the IP header.</summary>
public sealed class LinkTests
{
    const string Client6 = "[2001:db8::1]:40000";
    const string Server6 = "[2001:db8::5]:8000";

    [Theory]
    [InlineData(Link.BsdLoopback)]
    [InlineData(Link.OpenBsdLoopback)]
    [InlineData(Link.Ethernet)]
    [InlineData(Link.EthernetVlan)]
    [InlineData(Link.RawIp)]
    [InlineData(Link.Cooked)]
    [InlineData(Link.Cooked2)]
    [InlineData(Link.Ipv4)]
    public void IPv4_is_found_behind_each_link_type(int link) =>
        Replay.Of(new PcapFile(link).Bytes(Talk.Exchange().Packets)).HasTheExchange();

    [Theory]
    [InlineData(Link.BsdLoopback)]
    [InlineData(Link.OpenBsdLoopback)]
    [InlineData(Link.Ethernet)]
    [InlineData(Link.EthernetVlan)]
    [InlineData(Link.RawIp)]
    [InlineData(Link.Cooked)]
    [InlineData(Link.Cooked2)]
    [InlineData(Link.Ipv6)]
    public void IPv6_is_found_behind_each_link_type(int link) =>
        Replay.Of(new PcapFile(link).Bytes(Talk.Exchange(Client6, Server6).Packets)).HasTheExchange(Client6, Server6);

    [Fact]
    public void Packets_that_are_not_TCP_are_counted_and_harm_nothing()
    {
        var talk = Talk.Exchange();
        var udp = Packet(17);
        var talkAndUdp = talk.Packets.Append(udp with { Nanoseconds = talk.Now });
        var replay = Replay.Of(new PcapFile().Bytes(talkAndUdp)).HasTheExchange();
        Assert.Equal((talk.Packets.Count, 1), (replay.Capture.Int("tcp"), replay.Capture.Int("not_tcp")));
    }

    [Fact]
    public void A_fragment_is_told_as_unreadable()
    {
        var fragment = Packet(6);
        fragment.Ip[6] = 0x20; // more fragments
        var replay = Replay.Of(new PcapFile().Bytes([.. Talk.Exchange().Packets, fragment with { Nanoseconds = Talk.Start * 2 }]));
        Assert.Equal("answered", replay.Exchange.Text("outcome"));
        Assert.Equal(1, replay.Losses.Int("unreadable"));
    }

    [Fact]
    public void Headers_that_lie_end_nothing()
    {
        var good = Talk.Exchange();
        byte[][] bad =
        [
            [0x45], [0x4f, 0, 0, 1], [0x60], new byte[3000],
            [0x45, 0, 0xff, 0xff, .. new byte[5], 6, .. new byte[10], .. Enumerable.Repeat((byte)0xff, 20)],
            [0x60, .. new byte[5], 0, 64, .. new byte[32], .. Chain(20)],
        ];
        var packets = bad.Select(ip => new Packet(Talk.Start, ip)).Concat(good.Packets).ToList();
        var replay = Replay.Of(new PcapFile(Link.RawIp).Bytes(packets));
        Assert.Equal((0, packets.Count), (replay.ExitCode, replay.Capture.Int("packets")));
        Assert.Equal("/first", replay.Exchange.Text("path"));

        // Hop-by-hop headers of 256 bytes one behind the other, then TCP: more than a test run takes before the payload.
        static IEnumerable<byte> Chain(int count) => Enumerable.Range(0, count)
            .SelectMany(i => (byte[])[i + 1 < count ? (byte)0 : (byte)6, 31, .. new byte[254]])
            .Concat(new byte[12]).Concat((byte[])[0x50, 16, .. new byte[6]]);
    }

    static Packet Packet(byte protocol)
    {
        var packet = new Talk().Ask().Packets[0];
        packet.Ip[9] = protocol;
        return packet;
    }
}
