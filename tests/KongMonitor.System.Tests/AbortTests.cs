// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using System.Text;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Connections that end in the middle of a message, by a FIN or a RST of either side.</summary>
public sealed class AbortTests(Lab lab) : SystemTest(lab)
{
    const string Head = "GET /cut HTTP/1.1\r\nHost: api.exa";
    const string Get = "GET /cut HTTP/1.1\r\nHost: api.example.com\r\n\r\n";
    const string Body = "POST /cut HTTP/1.1\r\nHost: api.example.com\r\nContent-Length: 10\r\n\r\n01234";
    const string Chunk = "POST /cut HTTP/1.1\r\nHost: api.example.com\r\nTransfer-Encoding: chunked\r\n\r\na\r\n01234";
    const string ResponseHead = "HTTP/1.1 200 OK\r\nContent-Len";
    const string ResponseBody = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234";
    const string ResponseChunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n01234";

    [Theory]
    [InlineData(Head, "", "client", "0 requests, 0 responses, 0 aborted, unanswered:")]
    [InlineData(Head, "", "server", "0 requests, 0 responses, 0 aborted, unanswered:")]
    [InlineData(Body, "", "client", "1 requests, 0 responses, 0 aborted, unanswered: by_client 1")]
    [InlineData(Body, "", "server", "1 requests, 0 responses, 0 aborted, unanswered: by_server 1")]
    [InlineData(Chunk, "", "client", "1 requests, 0 responses, 0 aborted, unanswered: by_client 1")]
    [InlineData(Chunk, "", "server", "1 requests, 0 responses, 0 aborted, unanswered: by_server 1")]
    [InlineData(Get, ResponseHead, "client", "1 requests, 0 responses, 0 aborted, unanswered: by_client 1")]
    [InlineData(Get, ResponseHead, "server", "1 requests, 0 responses, 0 aborted, unanswered: by_server 1")]
    [InlineData(Get, ResponseBody, "client", "1 requests, 1 responses, 1 aborted, unanswered:")]
    [InlineData(Get, ResponseBody, "server", "1 requests, 1 responses, 1 aborted, unanswered:")]
    [InlineData(Get, ResponseChunk, "client", "1 requests, 1 responses, 1 aborted, unanswered:")]
    [InlineData(Get, ResponseChunk, "server", "1 requests, 1 responses, 1 aborted, unanswered:")]
    public async Task What_came_of_a_message_counts_and_the_rest_says_who_ended_it(string request, string response, string who, string expected)
    {
        foreach (var reset in (bool[])[false, true])
        {
            var wanted = expected.Replace("by_", reset ? "reset_by_" : "closed_by_", StringComparison.Ordinal);
            await using var monitor = await StartMonitor();
            using (var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
            {
                Receive(socket, request.Length);
                socket.Send(Encoding.ASCII.GetBytes(response));
                End(socket, who == "server", reset);
            }))
            {
                using var client = Lab.Connect(new(Lab.GatewayAddress, 8007));
                client.Send(Encoding.ASCII.GetBytes(request));
                Receive(client, response.Length);
                End(client, who == "client", reset);
                await Until.True(
                    () => Told(monitor) == wanted,
                    () => $"{wanted} behind a {(reset ? "RST" : "FIN")}, there is {Told(monitor)}");
            }

            Assert.Equal(0, await monitor.Stop());
            Whole(monitor);
            Assert.Equal((wanted, 0), (Told(monitor), monitor.Last.Downstream.InFlight));
            Assert.DoesNotContain(monitor.Last.NotHttp, kind => kind.Value > 0);
            Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        }
    }

    static string Told(MonitorProcess monitor)
    {
        if (monitor.Snapshots.Count == 0)
        {
            return "no snapshot";
        }

        var leg = monitor.Last.Downstream;
        return $"{leg.Requests} requests, {leg.Responses} responses, {leg.Aborted} aborted, unanswered:"
            + string.Concat(leg.UnansweredBy.Select(reason => $" {reason.Key} {reason.Value}"));
    }

    static void Receive(Socket socket, int count)
    {
        for (var buffer = new byte[4096]; count > 0;)
        {
            var received = socket.Receive(buffer, Math.Min(count, buffer.Length), SocketFlags.None);
            Assert.NotEqual(0, received);
            count -= received;
        }
    }

    // Who ends it leaves; the other sees that, and leaves too.
    static void End(Socket socket, bool first, bool reset)
    {
        try
        {
            if (!first)
            {
                socket.Receive(new byte[1]);
            }
        }
        catch (SocketException)
        {
            // a RST
        }

        socket.LingerState = new(first && reset, 0);
        socket.Close();
    }
}
