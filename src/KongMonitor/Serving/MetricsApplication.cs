// SPDX-License-Identifier: MIT
using System.Buffers;
using System.Net;
using KongMonitor.Core;
using KongMonitor.Core.Metrics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KongMonitor.Serving;

/// <summary>
/// Answers <c>/metrics</c>, <c>/api/snapshot</c> and <c>/healthz</c>. Few answers are made at a time, each in little
/// memory and within seconds, whoever reads it.
/// </summary>
/// <param name="feeds">Where snapshots come from.</param>
/// <param name="counts">What counts the answers.</param>
/// <param name="isLoopback">Whether only this machine can connect.</param>
/// <param name="failed">Is told of an answer that could not be made.</param>
sealed class MetricsApplication(SnapshotFeeds feeds, OwnCounts counts, bool isLoopback, Action<Exception> failed) : IHttpApplication<HttpContext>
{
    const int MostAtOnce = 4;
    const int Enough = 32 * 1024;
    static readonly TimeSpan longest = TimeSpan.FromSeconds(10);
    int busy;

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        if (Refusal(context.Request) is { } refusal)
        {
            await Refuse(context, refusal.Status, refusal.Why);
        }
        else if (context.Request.Path == "/healthz")
        {
            await Health(context);
        }
        else
        {
            await SnapshotInTurn(context);
        }
    }

    async Task SnapshotInTurn(HttpContext context)
    {
        try
        {
            if (Interlocked.Increment(ref busy) <= MostAtOnce)
            {
                await Snapshot(context);
                return;
            }

            context.Response.Headers.RetryAfter = "1";
            await Refuse(context, HttpStatusCode.ServiceUnavailable, "too many requests at once");
        }
        finally
        {
            Interlocked.Decrement(ref busy);
        }
    }

    (HttpStatusCode Status, string Why)? Refusal(HttpRequest request) =>
        !IsAllowed(request.Host) ? (HttpStatusCode.Forbidden, "at a loopback address only localhost and addresses are answered, no other name")
        : request.Path.Value is not ("/metrics" or "/api/snapshot" or "/healthz") ? (HttpStatusCode.NotFound, "there are /metrics, /api/snapshot and /healthz")
        : !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) ? (HttpStatusCode.MethodNotAllowed, "only GET and HEAD are answered")
        : null;

    // A page of another site may have a name that leads to this machine: a browser must not read the answer for it.
    bool IsAllowed(HostString host) =>
        !isLoopback || !host.HasValue || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Host, out _);

    async Task Refuse(HttpContext context, HttpStatusCode status, string why)
    {
        counts.AddRefused();
        context.Response.Headers.Allow = status == HttpStatusCode.MethodNotAllowed ? "GET, HEAD" : default;
        await Plain(context, status, why);
    }

    static async Task Plain(HttpContext context, HttpStatusCode status, string text)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync($"{text}\n");
    }

    async Task Health(HttpContext context)
    {
        counts.AddServed();
        await (feeds.Series.IsAlive
            ? Plain(context, HttpStatusCode.OK, "ok")
            : Plain(context, HttpStatusCode.ServiceUnavailable, "the monitor's loop stands still"));
    }

    async Task Snapshot(HttpContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        end.CancelAfter(longest);
        try
        {
            await (context.Request.Path == "/metrics"
                ? Metrics(context, await feeds.Series.Get(end.Token), end.Token)
                : SnapshotResponse.Write(context.Response, await feeds.Tables.Get(end.Token), end.Token));
            counts.AddServed();
        }
        catch (TimeoutException)
        {
            await Refuse(context, HttpStatusCode.ServiceUnavailable, "the monitor's loop gave no snapshot in time");
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            counts.AddAborted();
            context.Abort();
        }
        catch (Exception e)
        {
            counts.AddAborted();
            failed(e);
            context.Abort();
        }
    }

    static async Task Metrics(HttpContext context, Snapshot snapshot, CancellationToken stop)
    {
        var isOpenMetrics = MetricsFormat.IsOpenMetrics(context.Request.Headers.Accept);
        context.Response.ContentType = PrometheusText.ContentType(isOpenMetrics);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var piece = new ArrayBufferWriter<byte>(2 * Enough);
        var text = new PrometheusText(MetricCatalog.Of(snapshot, ProductVersion.Text), piece, isOpenMetrics);
        while (text.WriteNext())
        {
            if (piece.WrittenCount >= Enough)
            {
                await context.Response.Body.WriteAsync(piece.WrittenMemory, stop);
                piece.ResetWrittenCount();
            }
        }

        await context.Response.Body.WriteAsync(piece.WrittenMemory, stop);
    }
}
