// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>One port of the client for connection after connection, at once.</summary>
public sealed class PortReuseTests(Lab lab) : SystemTest(lab)
{
    const int Port = 50123;
    const int Rounds = 20;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_connection_of_the_same_ends_has_its_own_exchanges(bool reset)
    {
        await using var monitor = await StartMonitor();
        for (var i = 0; i < Rounds; i++)
        {
            using var client = ConnectFromPort(Lab.GatewayEndPoint);
            client.Call(Request.Get($"/direct/200/{i}"));
            client.Call(Request.Get($"/proxied/{i}", reset ? "Connection: keep-alive" : "Connection: close"));
            if (reset)
            {
                client.Socket.LingerState = new(true, 0);
            }
            else
            {
                Assert.Equal(0, client.Socket.Receive(new byte[1])); // TIME_WAIT is the gateway's
            }
        }

        await Compare(monitor);
        await CompareUpstream(monitor, Rounds);
    }

    [Fact]
    public async Task An_answer_never_goes_to_a_request_of_the_connection_before()
    {
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            if (ScriptedServer.ReadHead(socket).StartsWith("GET /now", StringComparison.Ordinal))
            {
                socket.Send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nnow"u8);
            }

            socket.Receive(new byte[1]);
        });
        await using var monitor = await StartMonitor();
        for (var i = 0; i < Rounds; i++)
        {
            using var client = ConnectFromPort(new(Lab.GatewayAddress, 8007));
            if (i % 2 == 0)
            {
                client.Send(Request.Get("/never"));
                client.Abandon(reset: true);
                continue;
            }

            client.Call(Request.Get("/now"));
            client.Socket.LingerState = new(true, 0);
        }

        var last = await CompareWithClients(monitor);
        Assert.Equal(new() { ["reset_by_client"] = Rounds / 2 }, last.Downstream.UnansweredBy);
    }

    HttpClientSocket ConnectFromPort(IPEndPoint server)
    {
        var client = new HttpClientSocket(NetworkNamespace.Run(Lab.Client, () =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 10_000 };
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            socket.Bind(new IPEndPoint(Lab.ClientAddress, Port));
            socket.Connect(server);
            return socket;
        }));
        Adopt(client);
        return client;
    }
}
