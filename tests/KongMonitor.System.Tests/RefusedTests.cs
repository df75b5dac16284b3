// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Malformed requests: what nginx refuses and logs is what the monitor counts.</summary>
public sealed class RefusedTests(Lab lab) : SystemTest(lab)
{
    const string Good = "GET /direct/200/good HTTP/1.1\r\nHost: api.example.com\r\n\r\n";

    [Theory]
    [InlineData("GARBAGE\r\n\r\n", 400)]
    [InlineData("GET\r\n\r\n", 400)]
    [InlineData("get /lower HTTP/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /a HTTP/3.0\r\nHost: a\r\n\r\n", 505)]
    [InlineData("GET /a http/1.1\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /a HTTP/1.1 more\r\nHost: a\r\n\r\n", 400)]
    [InlineData("GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400)]
    [InlineData("GET /a HTTP/1.1\r\n\r\n", 400)]
    [InlineData("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", 400)]
    [InlineData("POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n", 400)]
    public async Task Every_line_of_the_log_is_an_exchange_with_its_status(string malformed, int status)
    {
        await using var monitor = await StartMonitor();
        var received = ReadAll(malformed) + ReadAll(Good + malformed);
        await Until.True(() => Lab.GatewayLog.Count == 3, () => $"three lines in the log, there are {Lab.GatewayLog.Count}");
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        var leg = monitor.Last.Downstream;
        Assert.Equal((3, 3, 0, 0), (leg.Requests, leg.Responses, leg.Unmatched, leg.InFlight));
        Assert.Equal(
            [(200, 1L), (status, 2L)],
            monitor.Last.Statuses.Where(row => row.Leg == "downstream").Select(row => ((int)row.Status!, row.Responses)).Order());
        Assert.Equal(received, monitor.Last.Containers.Single(row => row is { Leg: "downstream", Index: 0 }).BytesReceived);
        Assert.DoesNotContain(monitor.Last.NotHttp, kind => kind.Value > 0);
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
    }

    // To the end of the connection, which nginx closes behind an error.
    long ReadAll(string request)
    {
        using var socket = Lab.Connect(Lab.GatewayEndPoint);
        socket.Send(Encoding.ASCII.GetBytes(request));
        var buffer = new byte[4096];
        long sum = 0;
        for (int count; (count = socket.Receive(buffer)) > 0;)
        {
            sum += count;
        }

        return sum;
    }
}
