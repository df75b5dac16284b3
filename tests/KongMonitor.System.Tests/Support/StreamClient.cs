// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace KongMonitor.SystemTests.Support;

/// <summary>Reads a stream of events over a connection of its own, until disposed.</summary>
sealed class StreamClient : IAsyncDisposable
{
    static readonly JsonSerializerOptions json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    readonly Lock gate = new();
    readonly List<EventLine> events = [];
    readonly Socket socket;
    readonly StreamReader reader;
    readonly TaskCompletionSource<JsonElement> hello = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly Task reading;
    long seen;
    int batches;

    StreamClient(Socket socket)
    {
        this.socket = socket;
        reader = new StreamReader(new NetworkStream(socket), Encoding.UTF8);
        reading = Task.Run(Read);
    }

    /// <summary>How many events of the filter there were since the hello.</summary>
    public long Seen => Interlocked.Read(ref seen);

    public int Batches => Volatile.Read(ref batches);

    public IReadOnlyList<EventLine> Events
    {
        get
        {
            lock (gate)
            {
                return [.. events];
            }
        }
    }

    public JsonElement Hello => hello.Task.Result;

    /// <summary>Ends when the monitor ends the stream.</summary>
    public Task Ended => reading;

    /// <summary>Connected once the monitor said hello: from then on it counts.</summary>
    public static async Task<StreamClient> Open(MetricsClient metrics, string filter = "")
    {
        var socket = metrics.Connect();
        Ask(socket, filter);
        var client = new StreamClient(socket);
        await client.hello.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>HTTP/1.0: what comes is the stream itself, without chunks.</summary>
    public static void Ask(Socket socket, string filter = "") =>
        socket.Send(Encoding.ASCII.GetBytes($"GET /api/events?filter={Uri.EscapeDataString(filter)} HTTP/1.0\r\nHost: localhost\r\n\r\n"));

    public async ValueTask DisposeAsync()
    {
        socket.Dispose();
        await Task.WhenAny(reading);
        reader.Dispose();
    }

    async Task Read()
    {
        try
        {
            var kind = "";
            socket.ReceiveTimeout = 0;
            while (await reader.ReadLineAsync() is { } line)
            {
                kind = line.StartsWith("event: ", StringComparison.Ordinal) ? line["event: ".Length..] : kind;
                if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    Take(kind, JsonDocument.Parse(line["data: ".Length..]).RootElement);
                }
            }
        }
        finally
        {
            hello.TrySetException(new InvalidOperationException("the stream ended before its hello"));
        }
    }

    void Take(string kind, JsonElement data)
    {
        if (kind == "hello")
        {
            hello.SetResult(data);
            return;
        }

        Assert.Equal("traffic", kind);
        lock (gate)
        {
            events.AddRange(data.GetProperty("events").Deserialize<EventLine[]>(json)!);
        }

        Interlocked.Exchange(ref seen, data.GetProperty("seen").GetInt64());
        Interlocked.Increment(ref batches);
    }
}
