// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using System.Text;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Http;

/// <summary>A server that does with every connection what a test says: what no nginx would do.</summary>
sealed class ScriptedServer : IDisposable
{
    readonly Socket listener;
    readonly Task accepting;

    public ScriptedServer(string networkNamespace, int port, Action<Socket> conversation)
    {
        listener = Lab.Listen(networkNamespace, port);
        accepting = Task.Run(() => Accept(conversation));
    }

    /// <summary>Reads until a request's head is complete, so that what follows is an answer.</summary>
    public static string ReadHead(Socket socket)
    {
        var head = new StringBuilder();
        var buffer = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (socket.Receive(buffer) == 0)
            {
                break;
            }

            head.Append((char)buffer[0]);
        }

        return head.ToString();
    }

    public void Dispose()
    {
        listener.Dispose();
        accepting.Wait(TimeSpan.FromSeconds(10));
    }

    void Accept(Action<Socket> conversation)
    {
        try
        {
            while (true)
            {
                var socket = listener.Accept();
                socket.NoDelay = true;
                socket.ReceiveTimeout = 10_000;
                _ = Task.Run(() => Converse(socket, conversation));
            }
        }
        catch (SocketException)
        {
            // the listener was closed: the end
        }
        catch (ObjectDisposedException)
        {
            // the same, seen a moment later
        }
    }

    static void Converse(Socket socket, Action<Socket> conversation)
    {
        using (socket)
        {
            try
            {
                conversation(socket);
            }
            catch (SocketException)
            {
                // the client went away: the test says whether it should have
            }
        }
    }
}
