// SPDX-License-Identifier: MIT
using KongMonitor.ReplayTests.Support;

namespace KongMonitor.ReplayTests;

/// <summary>Packets larger than a test run takes, and packets of which the capture has a part.</summary>
public sealed class LargePacketTests
{
    const string Client6 = "[2001:db8::1]:40000";
    const string Server6 = "[2001:db8::5]:8000";

    [Theory]
    [InlineData(3300)]
    [InlineData(3331)]
    [InlineData(3332)]
    [InlineData(3333)]
    [InlineData(3345)]
    [InlineData(3346)]
    [InlineData(3347)]
    [InlineData(6692)]
    [InlineData(6693)]
    [InlineData(64_000)]
    public void A_large_packet_loses_no_byte_and_its_FIN_comes_last(int size)
    {
        Check(new Talk(), size, withoutLength: false);
        Check(new Talk(Client6, Server6), size, withoutLength: false);
    }

    [Theory]
    [InlineData(5_000)]
    [InlineData(200_000)]
    public void A_packet_that_the_network_card_was_to_cut_is_as_long_as_the_capture_says(int size)
    {
        Check(new Talk(), size, withoutLength: true);
        Check(new Talk(Client6, Server6), size, withoutLength: true);
    }

    [Fact]
    public void Data_with_a_SYN_is_cut_like_any_other()
    {
        var body = new string('b', 8000);
        var request = $"POST /open HTTP/1.1\r\nHost: a\r\nContent-Length: {body.Length}\r\n\r\n{body}";
        var exchange = Replay.Of(new PcapFile().Bytes(new Talk().OpenWith(request).Answer().Packets)).Exchange;
        Assert.Equal(("/open", "answered"), (exchange.Text("path"), exchange.Text("outcome")));
        Assert.Equal((request.Length, body.Length), (exchange.Int("request_bytes"), exchange.Int("request_body_bytes")));
    }

    [Fact]
    public void A_body_that_the_snap_length_cut_is_counted_whole()
    {
        var body = new string('x', 1400);
        var talk = new Talk().Open().Ask()
            .Server($"HTTP/1.1 200 OK\r\nContent-Length: {3 * body.Length}\r\n\r\n{body}").Server(body).Server(body)
            .Ask("/second").Answer().Close();
        var replay = Replay.Of(new PcapFile(snap: 128).Bytes(talk.Packets));
        Assert.Equal((0, ""), (replay.ExitCode, replay.Error));
        Assert.Equal(3, replay.Capture.Int("cut_short"));
        Assert.Equal(["/first", "/second"], replay.Exchanges.Select(exchange => exchange.Text("path")));
        Assert.Equal([3 * body.Length, 5], replay.Exchanges.Select(exchange => exchange.Int("response_body_bytes")));
        Assert.All(replay.Exchanges, exchange => Assert.Equal("answered", exchange.Text("outcome")));
    }

    [Fact]
    public void A_header_section_that_the_snap_length_cut_is_desynced_and_the_next_request_found()
    {
        var talk = new Talk().Open().Ask()
            .Server($"HTTP/1.1 200 OK\r\nX-Long: {new string('l', 500)}\r\nContent-Length: 5\r\n\r\nhello")
            .Ask("/second").Answer().Close();
        var replay = Replay.Of(new PcapFile(snap: 128).Bytes(talk.Packets));
        Assert.Equal(1, replay.Capture.Int("cut_short"));
        Assert.Equal(["desynced", "answered"], replay.Exchanges.Select(exchange => exchange.Text("outcome")));
        Assert.Equal(["gap", "/second"], [replay.Exchanges[0].Text("reason"), replay.Exchanges[1].Text("path")]);
    }

    static void Check(Talk talk, int size, bool withoutLength)
    {
        var head = $"HTTP/1.1 200 OK\r\nContent-Length: {size - 100:D8}\r\nX: ";
        var filler = new string('f', 100 - head.Length - 4);
        talk.Open().Ask().ServerEnds($"{head}{filler}\r\n\r\n{new string('b', size - 100)}");
        if (withoutLength)
        {
            talk.WithoutLength();
        }

        var exchange = Replay.Of(new PcapFile().Bytes(talk.Packets)).Exchange;
        Assert.Equal(
            ("answered", size, size - 100, false),
            (exchange.Text("outcome"), exchange.Int("response_bytes"), exchange.Int("response_body_bytes"), exchange.TryGetProperty("aborted", out _)));
    }
}
