// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Core.Metrics;
using KongMonitor.Otlp.Messages;
using KongMonitor.Otlp.Sending;

namespace KongMonitor.Otlp;

/// <summary>One export after the other: reads the metrics, sends them in pieces, and sends a piece again where OTLP allows it.</summary>
sealed class Export(OtlpOptions options, Func<CancellationToken, ValueTask<MetricSet>> read, IOwnPorts ports) : IDisposable
{
    const int MostRetries = 4;
    static readonly TimeSpan longestDelay = TimeSpan.FromSeconds(8);
    static readonly TimeSpan longestThrottle = TimeSpan.FromMinutes(5);
    readonly CollectorClient client = new(options, ports);
    readonly MetricRequests requests = new(options.Resource);
    readonly Stopwatch clock = Stopwatch.StartNew();
    TimeSpan throttledUntil;

    /// <summary>Whether the collector wants no request for now.</summary>
    public bool IsThrottled => clock.Elapsed < throttledUntil;

    /// <summary>Exports what there is now, within a time. Throws for <paramref name="stop"/>, and what the reading throws.</summary>
    public async Task<ExportResult> Run(TimeSpan time, CancellationToken stop)
    {
        var end = clock.Elapsed + time;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(time);
        try
        {
            return await Send(await read(limit.Token).ConfigureAwait(false), end, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(IsSent: false, new(OtlpTroubleKind.TimedOut, ""), RejectedPoints: 0);
        }
    }

    public void Dispose() => client.Dispose();

    async Task<ExportResult> Send(MetricSet set, TimeSpan end, CancellationToken stop)
    {
        var result = new ExportResult(IsSent: true, Trouble: null, RejectedPoints: 0);
        foreach (var request in requests.Of(set))
        {
            var answer = await SendPatiently(request.Message, end, stop).ConfigureAwait(false);
            result = result.With(answer);
            if (!answer.IsAccepted && !answer.IsAboutRequest)
            {
                break;
            }
        }

        return result;
    }

    async Task<Answer> SendPatiently(ReadOnlyMemory<byte> message, TimeSpan end, CancellationToken stop)
    {
        for (var retries = 0; ; retries++)
        {
            var answer = await client.Send(message, stop).ConfigureAwait(false);
            if (!answer.CanRetry)
            {
                return answer;
            }

            var delay = answer.RetryAfter is { Ticks: > 0 } wanted ? wanted : Delay(retries);
            if (retries == MostRetries || clock.Elapsed + delay >= end)
            {
                var throttle = answer.RetryAfter ?? TimeSpan.Zero;
                throttledUntil = clock.Elapsed + (throttle < longestThrottle ? throttle : longestThrottle);
                return answer;
            }

            await Task.Delay(delay, stop).ConfigureAwait(false);
        }
    }

    // Twice as long each time, and different for each monitor of a fleet.
    TimeSpan Delay(int retries)
    {
        var delay = options.FirstRetryDelay * (1 << retries);
        return (delay < longestDelay ? delay : longestDelay) * (0.5 + Random.Shared.NextDouble() / 2);
    }
}
