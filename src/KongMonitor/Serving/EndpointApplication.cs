// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Serving.Page;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace KongMonitor.Serving;

/// <summary>
/// Answers <c>/metrics</c>, <c>/healthz</c>, what the page asks for below <c>/api</c>, and the page itself. Each answer takes
/// little memory and seconds, whoever reads it; only a stream lasts.
/// </summary>
/// <param name="feeds">Where snapshots and events come from.</param>
/// <param name="counts">What counts the answers.</param>
/// <param name="page">The page's files.</param>
/// <param name="isLoopback">Whether only this machine can connect.</param>
/// <param name="failed">Is told of an answer that could not be made.</param>
sealed class EndpointApplication(Feeds feeds, OwnCounts counts, PageFiles page, bool isLoopback, Action<Exception> failed)
    : IHttpApplication<HttpContext>
{
    const int MostAtOnce = 4;
    static readonly TimeSpan longest = TimeSpan.FromSeconds(10);
    readonly ApiAnswers api = new(feeds, counts);
    int busy;

    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        var file = page.Find(context.Request.Path.Value ?? "");
        if (Refusal(context.Request, file) is { } refusal)
        {
            await Refuse(context, refusal.Status, refusal.Why);
            return;
        }

        await (context.Request.Path.Value switch
        {
            "/healthz" => Health(context),
            "/metrics" => MetricsInTurn(context),
            "/api/snapshot" => Answer(context, stop => api.Snapshot(context, stop)),
            "/api/history" => Answer(context, stop => api.History(context, stop)),
            "/api/events" => Answer(context, _ => api.Events(context), lasts: true),
            _ => Answer(context, stop => PageAnswer.Write(context, file!, stop)),
        });
    }

    (HttpStatusCode Status, string Why)? Refusal(HttpRequest request, PageFile? file) =>
        !IsAllowed(request.Host) ? (HttpStatusCode.Forbidden, "at a loopback address only localhost and addresses are answered, no other name")
        : file is null && request.Path.Value is not ("/metrics" or "/api/snapshot" or "/api/history" or "/api/events" or "/healthz")
            ? (HttpStatusCode.NotFound, "there are / (the page), /metrics, /api/snapshot, /api/history, /api/events and /healthz")
        : !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) ? (HttpStatusCode.MethodNotAllowed, "only GET and HEAD are answered")
        : null;

    // A page of another site may have a name that leads to this machine: a browser must not read the answer for it.
    bool IsAllowed(HostString host) =>
        !isLoopback || !host.HasValue || host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Host, out _);

    async Task Refuse(HttpContext context, HttpStatusCode status, string why)
    {
        counts.AddRefused();
        context.Response.Headers.Allow = status == HttpStatusCode.MethodNotAllowed ? "GET, HEAD" : default;
        await Answers.Plain(context, status, why);
    }

    async Task Health(HttpContext context)
    {
        counts.AddServed();
        await (feeds.Series.IsAlive
            ? Answers.Plain(context, HttpStatusCode.OK, "ok")
            : Answers.Plain(context, HttpStatusCode.ServiceUnavailable, "the monitor's loop stands still"));
    }

    async Task MetricsInTurn(HttpContext context)
    {
        try
        {
            if (Interlocked.Increment(ref busy) <= MostAtOnce)
            {
                await Answer(context, stop => Metrics(context, stop));
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

    async Task Metrics(HttpContext context, CancellationToken stop)
    {
        try
        {
            await MetricsAnswer.Write(context, await feeds.Series.Get(stop), stop);
        }
        catch (TimeoutException)
        {
            await Refuse(context, HttpStatusCode.ServiceUnavailable, "the monitor's loop gave no snapshot in time");
        }
    }

    async Task Answer(HttpContext context, Func<CancellationToken, Task> answer, bool lasts = false)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        end.CancelAfter(lasts ? Timeout.InfiniteTimeSpan : longest);
        try
        {
            await answer(end.Token);
            if (context.Response.StatusCode < StatusCodes.Status400BadRequest)
            {
                counts.AddServed();
            }
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
}
