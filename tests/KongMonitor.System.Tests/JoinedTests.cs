// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Connections that were there before the monitor.</summary>
public sealed class JoinedTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task A_connection_that_was_open_before_the_start_is_picked_up_at_its_next_message()
    {
        using var before = HttpClientSocket.Connect(Lab);
        before.Call(Request.Get("/before"));
        await Until.True(() => Lab.GatewayLog.Count == 1 && Lab.UpstreamLog.Count == 1, () => "the lines of the first request");
        Lab.GatewayLog.Mark();
        Lab.UpstreamLog.Mark();
        before.Exchanges.Clear();

        await using var monitor = await StartMonitor();
        for (var i = 0; i < 10; i++)
        {
            before.Call(Request.WithBody("POST", $"/upload/{i}", new string('x', i * 700)));
        }

        Adopt(before);
        await Compare(monitor);
        await CompareUpstream(monitor, 10);
    }

    // A body whose last bytes are a whole request, and whose answer comes right behind it,
    // cannot be told from that request: it may cost that one exchange, and nothing after it.
    [Theory]
    [InlineData("no HTTP at the end", 0)]
    [InlineData("", 1)]
    public async Task An_upload_full_of_HTTP_text_that_is_joined_in_its_middle_makes_no_requests(string end, int mistaken)
    {
        const string trap = "GET /trap HTTP/1.1\r\nHost: trap.example.com\r\n\r\n";
        var text = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(trap, 4000)) + end);
        using var client = HttpClientSocket.Connect(Lab);
        client.Socket.Send(Encoding.ASCII.GetBytes($"POST /upload/middle HTTP/1.1\r\nHost: h\r\nContent-Length: {text.Length}\r\n\r\n"));
        client.Socket.Send(text.AsSpan(0, text.Length / 2));

        await using var monitor = await StartMonitor();
        client.Socket.Send(text.AsSpan(text.Length / 2));
        Assert.InRange(client.Socket.Receive(new byte[4096]), 100, 200);
        for (var i = 0; i < 5; i++)
        {
            client.Call(Request.Get($"/direct/200/{i}"));
        }

        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        var seen = EventPairs.Of(monitor.Events, "downstream");
        Same.Exchanges("the requests after the upload", client.Exchanges, seen.Where(exchange => exchange.Path != "/trap"));
        Assert.InRange(monitor.Last.Downstream.Requests, 5, 5 + mistaken);
    }

    [Fact]
    public async Task A_download_that_is_joined_in_its_middle_is_no_answer_to_the_next_request()
    {
        using var client = HttpClientSocket.Connect(Lab);
        client.Socket.ReceiveBufferSize = 4096;
        client.Send(Request.Get("/static/16m.bin"));
        await using var monitor = await StartMonitor();
        client.Receive();
        await Until.True(() => Lab.GatewayLog.Count == 1, () => "the download's line in the log");
        Lab.GatewayLog.Mark();
        client.Exchanges.Clear();
        for (var i = 0; i < 5; i++)
        {
            client.Call(Request.Get($"/direct/200/{i}"));
        }

        Adopt(client);
        await Compare(monitor);
    }

    // The upstream leg has a connection for each request: some begin while one program is attached and the other is not.
    [Theory]
    [InlineData("xdp")]
    [InlineData("tcx")]
    public async Task A_start_under_load_calls_no_request_unanswered_that_had_its_answer(string ingress)
    {
        const int starts = 10;
        for (var i = 0; i < starts; i++)
        {
            using var done = new CancellationTokenSource();
            var load = ConnectUntil(done.Token);
            await using var monitor = await StartMonitor("--ingress", ingress, "--no-events");
            await done.CancelAsync();
            await load;
            await Until.True(() => monitor.HasReported, () => "a first report");
            Assert.Equal(0, await monitor.Stop());
            Whole(monitor);
            Assert.All(monitor.Last.Legs, leg => Assert.Equal((leg.Responses, 0, 0, 0), (leg.Requests, leg.Unanswered, leg.Desynced, leg.InFlight)));
            Assert.All(monitor.Last.Legs, leg => Assert.NotEqual(0, leg.Requests));
            Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        }
    }
}
