// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Connections that stop being HTTP: their bytes are the exchange's that opened them.</summary>
public sealed class TunnelTests(Lab lab) : SystemTest(lab)
{
    const string Opened = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: chat\r\nConnection: Upgrade\r\n\r\n";
    const string Connected = "HTTP/1.1 200 Connected\r\n\r\n";

    [Theory]
    [InlineData("GET", "/chat", "/chat", Opened, 101)]
    [InlineData("CONNECT", "far.example.com:443", "far.example.com:443", Connected, 200)]
    public async Task What_follows_is_counted_and_not_read_as_HTTP(string method, string target, string path, string opening, int status)
    {
        const string trap = "GET /trap HTTP/1.1\r\nHost: trap.example.com\r\n\r\n";
        const string answer = "HTTP/1.1 500 Trap\r\nContent-Length: 0\r\n\r\n";
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            ScriptedServer.ReadHead(socket);
            socket.Send(Latin1(opening));
            ScriptedServer.ReadHead(socket);
            socket.Send(Latin1(answer));
            socket.Receive(new byte[1]);
        });
        await using var monitor = await StartMonitor();
        var request = Latin1($"{method} {target} HTTP/1.1\r\nHost: far.example.com:443\r\nConnection: Upgrade\r\nUpgrade: chat\r\n\r\n");
        using (var socket = Lab.Connect(new(Lab.GatewayAddress, 8007)))
        {
            socket.Send(request);
            ScriptedServer.ReadHead(socket);
            socket.Send(Latin1(trap));
            ScriptedServer.ReadHead(socket);
        }

        await Until.True(() => monitor.Snapshots.Any(snapshot => snapshot.Downstream is { Responses: 1, InFlight: 0 }), () => "the exchange's end");
        Assert.Equal(0, await monitor.Stop());
        Whole(monitor);
        var row = Assert.Single(monitor.Last.Paths);
        Assert.Equal(("far.example.com", path), (row.Domain, row.Path));
        Assert.Equal((request.Length + trap.Length, opening.Length + answer.Length), (row.BytesSent, row.BytesReceived));
        Assert.Equal(status, Assert.Single(monitor.Last.Statuses).Status);
    }

    static byte[] Latin1(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
