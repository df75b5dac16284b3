// SPDX-License-Identifier: MIT
using KongMonitor.ReplayTests.Support;

namespace KongMonitor.ReplayTests;

/// <summary>What a replay says of the exchanges in a file.</summary>
public sealed class OutputTests
{
    static readonly string[] exchangeFields =
    [
        "type", "id", "leg", "time", "client", "server", "method", "domain", "path", "query", "status", "info_status",
        "request_body_bytes", "response_body_bytes", "request_bytes", "response_bytes", "ttfb_us", "total_us", "outcome",
    ];

    [Fact]
    public void An_exchange_has_its_fields_in_their_order()
    {
        var replay = Replay.Of(new PcapFile().Bytes(Talk.Exchange().Packets));
        Assert.Equal(exchangeFields, replay.Exchange.EnumerateObject().Select(field => field.Name));
        Assert.Equal(["request", "response", "exchange", "capture", "snapshot"], replay.Lines.Select(line => line.Text("type")));
        Assert.True(replay.Exchange.IsNull("query"));
        Assert.True(replay.Exchange.IsNull("info_status"));
    }

    [Theory]
    [InlineData("/first?key=1", "/first", "key=1")]
    [InlineData("/first?", "/first", "")]
    [InlineData("/first?a?b", "/first", "a?b")]
    [InlineData("/first", "/first", null)]
    public void The_query_is_there_when_asked_for(string target, string path, string? query)
    {
        var capture = new PcapFile().Bytes(new Talk().Open().Ask(target).Answer().Packets);
        var exchange = Replay.Of(capture, "--include-query").Exchange;
        Assert.Equal((path, query), (exchange.Text("path"), exchange.Text("query")));
    }

    [Fact]
    public void A_filter_chooses_among_events_exchanges_and_requests_that_wait()
    {
        var answered = new Talk("192.0.2.1:40001").Open().Ask("/a").Answer().Ask("/b").Answer();
        var waiting = new Talk("192.0.2.2:40002") { Now = answered.Now }.Open().Ask("/b");
        var other = new Talk("192.0.2.3:40003") { Now = waiting.Now }.Open().Ask("/c");
        var capture = new PcapFile().Bytes([.. answered.Packets, .. waiting.Packets, .. other.Packets]);
        var replay = Replay.Of(capture, "--filter", "path=/b");
        Assert.Equal(["request", "response", "exchange", "request", "capture", "snapshot"], replay.Lines.Select(line => line.Text("type")));
        Assert.Equal("/b", replay.Exchange.Text("path"));
        Assert.Equal("192.0.2.2:40002", Assert.Single(replay.Capture.GetProperty("in_flight").EnumerateArray()).Text("client"));
        Assert.Equal((4, 2), (replay.Snapshot.GetProperty("legs")[0].Int("requests"), replay.Snapshot.GetProperty("legs")[0].Int("in_flight")));
        Assert.Equal(2, Assert.Single(replay.Snapshot.GetProperty("paths").EnumerateArray()).Int("requests"));
        Assert.Empty(Replay.Of(capture, "--filter", "client=192.0.2.0/31").Capture.GetProperty("in_flight").EnumerateArray());
    }

    [Fact]
    public void Requests_are_numbered_as_they_came_and_told_as_they_end()
    {
        var first = new Talk("192.0.2.1:40001").Open().Ask("/slow");
        var second = new Talk("192.0.2.1:40002") { Now = first.Now }.Open().Ask("/fast").Answer();
        first.Now = second.Now;
        first.Answer();
        var replay = Replay.Of(new PcapFile().Bytes([.. first.Packets[..4], .. second.Packets, .. first.Packets[4..]]));
        Assert.Equal([(2, "/fast"), (1, "/slow")], replay.Exchanges.Select(exchange => (exchange.Int("id"), exchange.Text("path"))));
    }

    [Fact]
    public void The_last_interim_status_is_told_beside_the_final_one()
    {
        var talk = new Talk().Open().Ask().Server("HTTP/1.1 100 Continue\r\n\r\n").Server("HTTP/1.1 103 Early Hints\r\n\r\n").Answer();
        var exchange = Replay.Of(new PcapFile().Bytes(talk.Packets)).Exchange;
        Assert.Equal((103, 200), (exchange.Int("info_status"), exchange.Int("status")));
    }

    [Fact]
    public void A_connection_closed_without_an_answer_says_so()
    {
        var exchange = Replay.Of(new PcapFile().Bytes(new Talk().Open().Ask().Close().Packets)).Exchange;
        Assert.Equal(("unanswered", "closed_by_client"), (exchange.Text("outcome"), exchange.Text("reason")));
        Assert.True(exchange.IsNull("status"));
        Assert.True(exchange.IsNull("ttfb_us"));
    }

    [Fact]
    public void Time_outs_follow_the_captures_clock_also_over_a_long_pause()
    {
        var talk = new Talk().Open().Ask();
        talk.Now += 86_400_000_000_000; // a day
        talk.Answer();
        var replay = Replay.Of(new PcapFile().Bytes(talk.Packets), "--timeout", "5s");
        Assert.Equal(("unanswered", "timeout"), (replay.Exchange.Text("outcome"), replay.Exchange.Text("reason")));
        Assert.InRange(replay.Exchange.GetProperty("total_us").GetInt64(), 5_000_000, 6_100_000);
        Assert.Equal(1, replay.Snapshot.GetProperty("legs")[0].Int("late"));
    }

    [Fact]
    public void A_packet_that_is_older_than_the_one_before_it_does_not_turn_the_clock_back()
    {
        var talk = new Talk().Open().Ask();
        talk.Now = Talk.Start - 5_000_000_000;
        talk.Answer();
        Replay.Of(new PcapFile().Bytes(talk.Packets)).HasTheExchange();
    }

    [Fact]
    public void A_request_that_never_got_its_answer_is_listed()
    {
        var waits = new Talk("192.0.2.1:40001").Open().Ask("/waits");
        var capture = new PcapFile().Bytes([.. waits.Packets, .. Talk.Exchange().Packets]);
        var replay = Replay.Of(capture);
        var waiting = replay.Capture.GetProperty("in_flight");
        Assert.Equal(1, waiting.GetArrayLength());
        Assert.Equal(
            (1, "downstream", "192.0.2.1:40001", "GET", "api.example", "/waits", "2023-11-14T22:13:20.003000Z"),
            (waiting[0].Int("id"), waiting[0].Text("leg"), waiting[0].Text("client"), waiting[0].Text("method"),
                waiting[0].Text("domain"), waiting[0].Text("path"), waiting[0].Text("time")));
        Assert.Equal(1, replay.Snapshot.GetProperty("legs")[0].Int("in_flight"));
    }

    [Fact]
    public void The_text_report_says_what_was_read_and_who_waits()
    {
        var path = Path.Combine(Path.GetTempPath(), $"replay-test-{Guid.NewGuid():N}.pcap");
        File.WriteAllBytes(path, new PcapFile().Bytes(new Talk().Open().Ask("/waits").Packets));
        try
        {
            var english = Replay.Run("replay", path, "--lang", "en");
            Assert.Equal((0, ""), (english.ExitCode, english.Error));
            Assert.Contains("4 packets: 4 of TCP at the gateway", english.Output, StringComparison.Ordinal);
            Assert.Contains("Requests without an answer when the capture ended: 1", english.Output, StringComparison.Ordinal);
            Assert.Contains("192.0.2.1:40000 -> 198.51.100.5:8000 | GET api.example/waits", english.Output, StringComparison.Ordinal);
            Assert.Contains("Total requests: 1", english.Output, StringComparison.Ordinal);
            Assert.Contains("캡처가 끝날 때까지 응답이 없는 요청: 1개", Replay.Run("replay", path, "--lang", "ko").Output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
