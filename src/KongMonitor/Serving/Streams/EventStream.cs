// SPDX-License-Identifier: MIT
using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Unicode;
using KongMonitor.Core;
using KongMonitor.Serving.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace KongMonitor.Serving.Streams;

/// <summary>
/// Sends a client its events as server-sent events, until it leaves or takes none for half a minute, or the run ends.
/// </summary>
sealed class EventStream(EventClient client, StreamCounts counts)
{
    static readonly TimeSpan longestSend = TimeSpan.FromSeconds(30);
    static readonly TimeSpan longestStart = TimeSpan.FromSeconds(5);

    /// <summary>Answers the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="origin">From when on is counted.</param>
    /// <param name="own">What counts.</param>
    /// <exception cref="OperationCanceledException">The client left, or took nothing for too long.</exception>
    /// <exception cref="TimeoutException">Nothing is counted yet.</exception>
    public async Task Send(HttpContext context, CountsOrigin origin, OwnCounts own)
    {
        await client.Begun.WaitAsync(longestStart, context.RequestAborted);
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null; // a stream may be silent: the limit is here
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        await context.Response.StartAsync(end.Token);
        var pipe = context.Response.BodyWriter;
        WriteHello(pipe, origin, own);
        await Flush(pipe, end);
        while (await client.Batches.WaitToReadAsync(end.Token))
        {
            while (client.Batches.TryRead(out var batch))
            {
                await SendBatch(pipe, batch, end);
            }
        }
    }

    async Task SendBatch(PipeWriter pipe, EventBatch batch, CancellationTokenSource end)
    {
        // Not kept while it is sent: of a slow client only what the pipe has takes memory.
        var count = batch.Count;
        try
        {
            WriteBatch(pipe, batch);
            batch = null!;
            await Flush(pipe, end);
            counts.AddSent(count);
        }
        catch
        {
            counts.AddDropped(count);
            throw;
        }
    }

    static async Task Flush(PipeWriter pipe, CancellationTokenSource end)
    {
        end.CancelAfter(longestSend);
        await pipe.FlushAsync(end.Token);
        end.Token.ThrowIfCancellationRequested();
        end.CancelAfter(Timeout.InfiniteTimeSpan);
    }

    void WriteHello(PipeWriter pipe, CountsOrigin origin, OwnCounts own)
    {
        pipe.Write("event: hello\ndata: "u8);
        using (var json = new Utf8JsonWriter(pipe, Json.Options))
        {
            json.WriteStartObject();
            json.WriteTime("since"u8, origin.Since);
            json.WriteBoolean("resumed"u8, origin.IsResumed);
            ViewText.WriteProcess(json, own);
            json.WriteString("filter"u8, client.Channel.Filter.Text);
            json.WriteNumber("limit_per_second"u8, EventHub.MostPerSecond);
            json.WriteEndObject();
        }

        pipe.Write("\n\n"u8);
    }

    void WriteBatch(PipeWriter pipe, EventBatch batch)
    {
        Span<byte> number = stackalloc byte[20];
        Utf8.TryWrite(number, $"{batch.Seen - client.Before}", out var length);
        pipe.Write("event: traffic\ndata: {\"seen\":"u8);
        pipe.Write(number[..length]);
        pipe.Write(",\"events\":["u8);
        pipe.Write(batch.Events.Span);
        pipe.Write("]}\n\n"u8);
    }
}
