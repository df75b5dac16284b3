// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests.Http;

/// <summary>An HTTP/1 client of bytes: it knows exactly what it sent, in which segments, and what it got.</summary>
sealed class HttpClientSocket : IDisposable
{
    readonly Queue<Request> waiting = new();
    readonly ResponseReader reader;

    public HttpClientSocket(Socket socket)
    {
        Socket = socket;
        LocalEndPoint = socket.LocalEndPoint!.ToString()!;
        reader = new ResponseReader(socket);
    }

    public Socket Socket { get; }

    public string LocalEndPoint { get; }

    /// <summary>What this client did, in the order of its requests.</summary>
    public List<Exchange> Exchanges { get; } = [];

    public static HttpClientSocket Connect(Lab lab, IPEndPoint? server = null) => new(lab.Connect(server ?? lab.GatewayEndPoint));

    public void Send(Request request, params ReadOnlySpan<int> cuts)
    {
        waiting.Enqueue(request);
        SegmentWriter.Write(Socket, request.Bytes, cuts);
    }

    /// <summary>Several requests as one stream of bytes, cut where it is asked for.</summary>
    public void SendPipelined(IReadOnlyList<Request> requests, params ReadOnlySpan<int> cuts)
    {
        foreach (var request in requests)
        {
            waiting.Enqueue(request);
        }

        SegmentWriter.Write(Socket, [.. requests.SelectMany(request => request.Bytes)], cuts);
    }

    /// <summary>The response to the oldest request without one.</summary>
    public Response Receive()
    {
        var request = waiting.Dequeue();
        var response = reader.Read(request.Method);
        Exchanges.Add(new Exchange(
            LocalEndPoint, request.Method, request.Domain, request.Path, response.Status, request.Bytes.Length, response.Bytes));
        return response;
    }

    public Response Call(Request request, params ReadOnlySpan<int> cuts)
    {
        Send(request, cuts);
        return Receive();
    }

    /// <summary>The gateway ended the connection without an answer to the oldest request.</summary>
    public void ExpectEndWithoutAnswer()
    {
        var request = waiting.Dequeue();
        Assert.Equal(0, Socket.Receive(new byte[1]));
        Exchanges.Add(Unanswered(request));
    }

    /// <summary>Ends the connection with a FIN, or with a RST, before the oldest request is answered.</summary>
    public void Abandon(bool reset)
    {
        if (reset)
        {
            Socket.LingerState = new LingerOption(true, 0);
        }

        Socket.Close();
        Exchanges.Add(Unanswered(waiting.Dequeue()));
    }

    public void Dispose() => Socket.Dispose();

    Exchange Unanswered(Request request) =>
        new(LocalEndPoint, request.Method, request.Domain, request.Path, 0, request.Bytes.Length, 0);
}
