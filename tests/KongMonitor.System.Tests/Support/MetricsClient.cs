// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;

namespace KongMonitor.SystemTests.Support;

/// <summary>Asks a monitor's endpoint from inside a network namespace.</summary>
sealed class MetricsClient(string networkNamespace, IPEndPoint endpoint, int connections = 32) : IDisposable
{
    readonly HttpClient http = new(new SocketsHttpHandler
    {
        UseProxy = false,
        MaxConnectionsPerServer = connections,
        ConnectCallback = (_, _) => ValueTask.FromResult<Stream>(new NetworkStream(Lab.Connect(networkNamespace, endpoint), ownsSocket: true)),
    })
    {
        BaseAddress = new($"http://{endpoint}"),
        Timeout = TimeSpan.FromSeconds(15),
    };

    public HttpClient Http => http;

    public Socket Connect() => Lab.Connect(networkNamespace, endpoint);

    /// <summary>Null where the endpoint refused so soon that connect() had not returned yet.</summary>
    public Socket? ConnectUnlessReset()
    {
        try
        {
            return Connect();
        }
        catch (InvalidOperationException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            return null;
        }
    }

    /// <summary>Sends these bytes over a connection of its own, and returns all that comes until its end.</summary>
    public string Send(string request)
    {
        using var socket = Connect();
        socket.Send(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(new NetworkStream(socket), Encoding.Latin1);
        return reader.ReadToEnd();
    }

    public async Task<Scrape> Scrape() => Support.Scrape.Of(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken));

    public void Dispose() => http.Dispose();
}
