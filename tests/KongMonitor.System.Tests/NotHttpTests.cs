// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class NotHttpTests(Lab lab) : SystemTest(lab)
{
    [Theory]
    [InlineData("tls", "", "\x16\x03\x01\x00\xf4\x01\x00\x00\xf0\x03\x03 random bytes GET / HTTP/1.1\r\n\r\n")]
    [InlineData("http2", "", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00")]
    [InlineData("ssh", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n")]
    [InlineData("smtp", "220 mail.example.com ESMTP\r\n", "EHLO client.example.com\r\n")]
    [InlineData("redis", "", "*1\r\n$4\r\nPING\r\n")]
    [InlineData("other", "", "\x00\x01\x02\x03 something that nobody knows \xff\xfe")]
    public async Task Another_protocol_on_a_watched_port_is_counted_by_its_kind_alone(string kind, string greeting, string hello)
    {
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            if (greeting.Length > 0)
            {
                socket.Send(Latin1(greeting));
            }

            socket.Receive(new byte[4096]);
            socket.Send(Latin1("+some answer HTTP/1.1 200 OK\r\n\r\n"));
            socket.Receive(new byte[1]);
        });
        await using var monitor = await StartMonitor();
        using (var socket = Lab.Connect(new(Lab.GatewayAddress, 8007)))
        {
            if (greeting.Length > 0)
            {
                socket.Receive(new byte[4096]);
            }

            socket.Send(Latin1(hello));
            socket.Receive(new byte[4096]);
            socket.Send(Latin1("GET /trap HTTP/1.1\r\nHost: trap\r\n\r\n"));
        }

        using var client = Connect();
        client.Call(Request.Get("/direct/200/"));
        var last = await Compare(monitor);
        Assert.Equal(1, last.Downstream.Requests);
        Assert.Equal(new() { [kind] = 1 }, last.NotHttp);
    }

    [Fact]
    public async Task Another_protocol_that_the_gateway_speaks_to_a_service_is_no_upstream_exchange()
    {
        using var server = new ScriptedServer(Lab.Upstream, 6379, socket =>
        {
            socket.Receive(new byte[4096]);
            socket.Send("+PONG\r\n"u8);
            socket.Receive(new byte[1]);
        });
        await using var monitor = await StartMonitor();
        using (var socket = Lab.Connect(Lab.Gateway, new(Lab.UpstreamAddress, 6379)))
        {
            socket.Send("*1\r\n$4\r\nPING\r\n"u8);
            socket.Receive(new byte[4096]);
        }

        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        Assert.Equal(0, monitor.Last.Upstream.Requests);
        Assert.Equal(new() { ["redis"] = 1 }, monitor.Last.NotHttpUpstream);
    }

    static byte[] Latin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
