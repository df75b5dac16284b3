// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace KongMonitor.ReplayTests.Support;

/// <summary>A client and a server on lo of a network namespace.</summary>
static partial class LoopbackExchange
{
    const int NetworkNamespace = 0x40000000; // CLONE_NEWNET

    // int setns(int fd, int nstype);
    [LibraryImport("libc", SetLastError = true)]
    private static partial int setns(int fd, int type);

    // setns is for one thread alone, and ends with it.
    public static void Run(string name, int port, string path)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var file = File.OpenHandle("/run/netns/" + name);
                Assert.Equal(0, setns((int)file.DangerousGetHandle(), NetworkNamespace));
                Talk(port, path);
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }

    static void Talk(int port, string path)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        using var client = new TcpClient();
        client.Connect(IPAddress.Loopback, port);
        using var server = listener.AcceptTcpClient();
        Send(client, server, $"GET {path} HTTP/1.1\r\nHost: live\r\n\r\n");
        Send(server, client, "HTTP/1.1 204 No Content\r\n\r\n");
    }

    static void Send(TcpClient from, TcpClient to, string text)
    {
        from.GetStream().Write(Encoding.ASCII.GetBytes(text));
        to.GetStream().ReadExactly(new byte[text.Length]);
    }
}
