// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using System.Text;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Http;

/// <summary>
/// A server at the gateway's port 8007 with which each thing goes wrong once. A monitor with a timeout of one second counts 11
/// requests, 5 responses, each reason for none, one of each kind of irregular response, one desynced request, one flow of TLS.
/// </summary>
sealed class Misfortunes : IDisposable
{
    const string Late = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate";
    const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    // What the server says to a path, before it waits for the next request or, behind "closes" and "resets", leaves.
    static readonly Dictionary<string, string> answers = new()
    {
        ["/404"] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        ["/503"] = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
        ["/closes"] = "",
        ["/resets"] = "",
        ["/cut-closes"] = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234",
        ["/waits"] = "",
        ["/garbage"] = "this is no HTTP at all\r\n",
        ["/ok"] = Ok,
        ["/twice"] = Ok + Ok,
    };

    readonly ManualResetEventSlim release = new();
    readonly ScriptedServer server;
    readonly Lab lab;

    public Misfortunes(Lab lab)
    {
        this.lab = lab;
        server = new(lab.Gateway, 8007, Serve);
    }

    public void Dispose()
    {
        release.Set();
        server.Dispose();
        release.Dispose();
    }

    /// <summary>Has all of them happen.</summary>
    /// <param name="isTimedOut">Whether the monitor has counted the timeout: then the late response may come.</param>
    public async Task Happen(Func<bool> isTimedOut)
    {
        using var waits = new HttpClientSocket(lab.Connect(new(lab.GatewayAddress, 8007)));
        waits.Send(Request.Get("/late"));
        foreach (var path in (string[])["/404", "/503", "/closes", "/resets", "/cut-closes", "/twice"])
        {
            using var client = Send(path);
            End(client, path.EndsWith('s') ? -1 : answers[path].Length);
        }

        Send("/waits").Close();
        using (var resets = Send("/waits"))
        {
            resets.LingerState = new(true, 0);
        }

        using (var lost = Send("/garbage"))
        {
            End(lost, answers["/garbage"].Length);
            lost.Send(Request.Get("/ok").Bytes);
            End(lost, Ok.Length);
        }

        using (var tls = lab.Connect(new(lab.GatewayAddress, 8007)))
        {
            tls.Send([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0, 0, 0, 0, 0]);
        }

        await Until.True(isTimedOut, () => "the request timed out");
        release.Set();
        End(waits.Socket, Late.Length);
    }

    Socket Send(string path)
    {
        var socket = lab.Connect(new(lab.GatewayAddress, 8007));
        socket.Send(Request.Get(path).Bytes);
        return socket;
    }

    // Reads that many bytes, or to the end by whatever means.
    static void End(Socket socket, int count)
    {
        try
        {
            for (var buffer = new byte[4096]; count != 0;)
            {
                var received = socket.Receive(buffer, count < 0 ? buffer.Length : count, SocketFlags.None);
                if (received == 0)
                {
                    break;
                }

                count -= count < 0 ? 0 : received;
            }
        }
        catch (SocketException) when (count < 0)
        {
            // a RST
        }
    }

    void Serve(Socket socket)
    {
        while (ScriptedServer.ReadHead(socket) is { Length: > 16 } head)
        {
            var path = head.Split(' ')[1];
            if (path == "/late")
            {
                release.Wait(TimeSpan.FromSeconds(10));
            }

            socket.Send(Encoding.ASCII.GetBytes(answers.GetValueOrDefault(path, Late)));
            if (path.EndsWith("closes", StringComparison.Ordinal) || path == "/resets")
            {
                socket.LingerState = new(path == "/resets", 0);
                return;
            }
        }
    }
}
