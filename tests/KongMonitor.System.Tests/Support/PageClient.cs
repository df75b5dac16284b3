// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using System.Text;

namespace KongMonitor.SystemTests.Support;

/// <summary>What a page in a browser has open: a stream, and a connection over which it asks once a second. One that never reads asks once.</summary>
sealed class PageClient : IAsyncDisposable
{
    static readonly TimeSpan interval = TimeSpan.FromSeconds(1);
    readonly CancellationTokenSource stop = new();
    readonly MetricsClient metrics;
    readonly string filter;
    readonly List<Socket> unread = [];
    readonly List<double> times = [];
    Task polling = Task.CompletedTask;

    PageClient(MetricsClient metrics, string filter)
    {
        this.metrics = metrics;
        this.filter = filter;
    }

    /// <summary>The stream of one that reads.</summary>
    public StreamClient? Stream { get; private set; }

    /// <summary>How long each answer took, in seconds.</summary>
    public IReadOnlyList<double> Times => times;

    string Question => $"/api/snapshot?rows=50&filter={Uri.EscapeDataString(filter)}";

    public static async Task<PageClient> Start(MetricsClient metrics, string filter)
    {
        var client = new PageClient(metrics, filter) { Stream = await StreamClient.Open(metrics, filter) };
        client.polling = Task.Run(client.Poll);
        return client;
    }

    /// <summary>One that reads nothing of what it asked for: a stream, and many snapshots.</summary>
    public static PageClient StartUnread(MetricsClient metrics, string filter)
    {
        var client = new PageClient(metrics, filter);
        var (stream, poll) = (metrics.Connect(), metrics.Connect());
        client.unread.AddRange([stream, poll]);
        client.unread.ForEach(socket => socket.ReceiveBufferSize = 4096);
        StreamClient.Ask(stream, filter);
        for (var i = 0; i < 20; i++)
        {
            poll.Send(Encoding.ASCII.GetBytes($"GET /api/snapshot?filter={Uri.EscapeDataString(filter)} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }

        return client;
    }

    /// <summary>Asks no more, and says what went wrong meanwhile.</summary>
    public async Task Stop()
    {
        await stop.CancelAsync();
        await polling;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAny(polling);
        unread.ForEach(socket => socket.Dispose());
        if (Stream is not null)
        {
            await Stream.DisposeAsync();
        }

        stop.Dispose();
    }

    async Task Poll()
    {
        while (!stop.IsCancellationRequested)
        {
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var text = await metrics.Http.GetStringAsync(new Uri(Question, UriKind.Relative), CancellationToken.None);
            Assert.EndsWith("}", text);
            times.Add(clock.Elapsed.TotalSeconds);
            await Task.WhenAny(Task.Delay(interval - TimeSpan.FromTicks(Math.Min(clock.Elapsed.Ticks, interval.Ticks)), stop.Token));
        }
    }
}
