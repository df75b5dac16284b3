// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Serving.Streams;
using KongMonitor.Serving.Views;
using Microsoft.AspNetCore.Http;

namespace KongMonitor.Serving;

/// <summary>What is below <c>/api</c>: a snapshot, the history, and a stream of events. A refusal is an object too.</summary>
sealed class ApiAnswers(Feeds feeds, OwnCounts counts)
{
    static readonly TimeSpan longestStart = TimeSpan.FromSeconds(5);

    /// <summary>A snapshot that shows what the request asks for.</summary>
    public async Task Snapshot(HttpContext context, CancellationToken stop)
    {
        if (!Parameters.TryReadView(context.Request.Query, out var key, out var bad))
        {
            await Refuse(context, bad);
            return;
        }

        try
        {
            using var text = await feeds.Views.Get(key, stop);
            await (text is null ? ComeBack(context, key.Texts.TooManyViews) : Answers.Text(context, text, stop));
        }
        catch (TimeoutException)
        {
            await ComeBack(context, key.Texts.NoSnapshotYet);
        }
    }

    /// <summary>The last quarter of an hour.</summary>
    public async Task History(HttpContext context, CancellationToken stop)
    {
        using var text = feeds.History.Get();
        await Answers.Text(context, text, stop);
    }

    /// <summary>A stream of events; ends when the client leaves.</summary>
    public async Task Events(HttpContext context)
    {
        if (!Parameters.TryReadFilter(context.Request.Query, "filter", out var filter, out var bad))
        {
            await Refuse(context, bad);
            return;
        }

        var texts = Parameters.Language(context.Request.Query) ?? Parameters.English;
        if (!await HasBegun(context))
        {
            await ComeBack(context, texts.NoSnapshotYet);
            return;
        }

        if (feeds.Events.Origin is not { } origin || feeds.Events.Join(filter) is not { } client)
        {
            await ComeBack(context, texts.TooManyStreams);
            return;
        }

        try
        {
            SetStream(context.Response);
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await new EventStream(client, counts.Streams).Send(context, origin, counts);
            }
        }
        catch (TimeoutException)
        {
            await ComeBack(context, texts.NoSnapshotYet);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // It left, as every reader of a stream does.
        }
        finally
        {
            feeds.Events.Leave(client);
        }
    }

    // Who asks while the programs are still being attached waits for them.
    async Task<bool> HasBegun(HttpContext context)
    {
        try
        {
            await feeds.Events.Begun.WaitAsync(longestStart, context.RequestAborted);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    static void SetStream(HttpResponse response)
    {
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["X-Accel-Buffering"] = "no"; // nginx before it would collect what is to be seen at once
    }

    async Task Refuse(HttpContext context, BadParameter bad)
    {
        counts.AddRefused();
        await Answers.Error(context, HttpStatusCode.BadRequest, bad.Message, bad);
    }

    async Task ComeBack(HttpContext context, string message)
    {
        counts.AddRefused();
        context.Response.Headers.RetryAfter = "1";
        await Answers.Error(context, HttpStatusCode.ServiceUnavailable, message);
    }
}
