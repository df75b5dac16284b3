// SPDX-License-Identifier: MIT
using KongMonitor.ReplayTests.Support;

namespace KongMonitor.ReplayTests;

/// <summary>Which end of a connection is the gateway.</summary>
public sealed class SideTests
{
    const string Gateway = "198.51.100.5";
    const string Service = "203.0.113.9:9000";

    [Fact]
    public void Without_an_address_each_receiver_of_a_SYN_is_the_gateway() =>
        Replay.Of(Capture(Talk.Exchange())).HasTheExchange();

    [Fact]
    public void A_given_address_tells_the_legs_apart()
    {
        var replay = Replay.Of(
            Capture(Talk.Exchange(), Talk.Exchange($"{Gateway}:50000", Service), Talk.Exchange("192.0.2.1:40001", "192.0.2.2:8000")),
            "--gateway", Gateway);
        Assert.Equal(["downstream", "upstream"], replay.Exchanges.Select(exchange => exchange.Text("leg")));
        Assert.Equal([$"{Gateway}:8000", Service], replay.Exchanges.Select(exchange => exchange.Text("server")));
        Assert.Equal(Talk.Exchange().Packets.Count, replay.Capture.Int("not_gateway"));
        Assert.Empty(replay.Losses.EnumerateObject());
    }

    [Fact]
    public void Several_addresses_may_be_given_of_both_families()
    {
        var replay = Replay.Of(
            Capture(Talk.Exchange(), Talk.Exchange("[2001:db8::1]:40000", "[2001:db8::5]:8000")),
            "--gateway", Gateway, "--gateway", "2001:db8::5");
        Assert.Equal(["downstream", "downstream"], replay.Exchanges.Select(exchange => exchange.Text("leg")));
    }

    [Fact]
    public void A_gateway_that_talks_to_itself_has_both_ends()
    {
        var replay = Replay.Of(Capture(Talk.Exchange("127.0.0.1:40000", "127.0.0.1:8000")), "--gateway", "127.0.0.1");
        replay.HasTheExchange("127.0.0.1:40000", "127.0.0.1:8000");
        Assert.Equal(0, replay.Capture.Int("not_gateway"));
    }

    [Fact]
    public void Upstream_exchanges_can_be_left_out()
    {
        var capture = Capture(Talk.Exchange(), Talk.Exchange($"{Gateway}:50000", Service));
        Replay.Of(capture, "--gateway", Gateway, "--no-upstream").HasTheExchange();
    }

    [Fact]
    public void Without_a_SYN_the_given_port_is_the_gateways()
    {
        var joined = new Talk().Ask().Answer();
        Replay.Of(Capture(joined), "--port", "8000").HasTheExchange();
        Assert.Empty(Replay.Of(Capture(joined), "--port", "8001").Exchanges);
    }

    [Fact]
    public void Without_a_SYN_and_without_a_port_the_first_bytes_tell_client_from_server() =>
        Replay.Of(Capture(new Talk().Ask().Answer())).HasTheExchange();

    [Fact]
    public void A_capture_that_begins_with_the_SYN_of_the_answer_has_the_same_sides() =>
        Replay.Of(new PcapFile().Bytes(Talk.Exchange().Packets.Skip(1))).HasTheExchange();

    [Fact]
    public void A_port_pair_used_again_by_the_other_side_changes_the_sides()
    {
        var first = Talk.Exchange("192.0.2.1:9000", "192.0.2.2:9000");
        var second = new Talk("192.0.2.2:9000", "192.0.2.1:9000") { Now = first.Now + 1_000_000_000 };
        second.Open().Ask("/back").Answer().Close();
        var replay = Replay.Of(new PcapFile().Bytes([.. first.Packets, .. second.Packets]));
        Assert.Equal(
            [("192.0.2.2:9000", "/first", "answered"), ("192.0.2.1:9000", "/back", "answered")],
            replay.Exchanges.Select(exchange => (exchange.Text("server"), exchange.Text("path"), exchange.Text("outcome"))));
    }

    static byte[] Capture(params Talk[] talks) =>
        new PcapFile().Bytes(talks.SelectMany(talk => talk.Packets).OrderBy(packet => packet.Nanoseconds));
}
