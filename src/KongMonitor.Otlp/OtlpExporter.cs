// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.Core.Metrics;

namespace KongMonitor.Otlp;

/// <summary>
/// Exports metrics every interval, beside the monitor. Nothing waits for it and nothing is queued: numbers are cumulative,
/// so the next export has what a failed one lacked.
/// </summary>
public sealed class OtlpExporter : IDisposable
{
    readonly OtlpOptions options;
    readonly Action<OtlpNotice> tell;
    readonly Export export;
    readonly NoticeLimiter limiter;
    readonly Stopwatch clock = Stopwatch.StartNew();
    readonly CancellationTokenSource stop = new();
    readonly Task loop;
    OtlpTrouble? lastFailure;
    volatile bool isDisposed;
    long sent;
    long failed;
    long rejectedPoints;

    /// <summary>Starts to export; the first time after an interval.</summary>
    /// <param name="options">Where to, and how.</param>
    /// <param name="read">Reads the metrics of now, on a thread of the exporter's; never called twice at a time.</param>
    /// <param name="tell">Tells the user, on a thread of the exporter's.</param>
    /// <param name="ports">Learns which connections are the exporter's.</param>
    public OtlpExporter(
        OtlpOptions options, Func<CancellationToken, ValueTask<MetricSet>> read, Action<OtlpNotice> tell, IOwnPorts ports)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.options = options;
        this.tell = tell;
        export = new(options, read, ports);
        limiter = new(options.ShownEndpoint);
        loop = Task.Run(Loop);
    }

    /// <summary>Exports that the collector took.</summary>
    public long Sent => Interlocked.Read(ref sent);

    /// <summary>Exports that it did not take, or not whole.</summary>
    public long Failed => Interlocked.Read(ref failed);

    /// <summary>Data points that it rejected of exports that it took.</summary>
    public long RejectedPoints => Interlocked.Read(ref rejectedPoints);

    /// <summary>Exports a last time and ends. Returns after at most <paramref name="patience"/>, whatever the collector does.</summary>
    public void Finish(TimeSpan patience)
    {
        stop.Cancel();
        Task.WaitAny([Task.Run(() => Last(patience))], patience);
    }

    /// <summary>Ends without a last export.</summary>
    public void Dispose()
    {
        isDisposed = true;
        stop.Cancel();
        export.Dispose();
    }

    async Task Loop()
    {
        using var timer = new PeriodicTimer(options.Interval);
        var time = options.ExportTimeout < options.Interval ? options.ExportTimeout : options.Interval;
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            {
                if (!export.IsThrottled)
                {
                    await ExportOnce(time, stop.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The last export has the numbers of the one that was under way.
        }
    }

    async Task Last(TimeSpan patience)
    {
        await loop.ConfigureAwait(false);
        if (export.IsThrottled && lastFailure is { } failure)
        {
            Count(new(IsSent: false, failure, RejectedPoints: 0));
        }
        else
        {
            await ExportOnce(patience * 0.9, CancellationToken.None).ConfigureAwait(false);
        }

        Tell(limiter.End());
    }

    async Task ExportOnce(TimeSpan time, CancellationToken superseded)
    {
        ExportResult result;
        try
        {
            result = await export.Run(time, superseded).ConfigureAwait(false);
        }
        catch (Exception e) when (!superseded.IsCancellationRequested)
        {
            result = new(IsSent: false, new(OtlpTroubleKind.Unexpected, $"{e.GetType().Name}: {e.Message}"), RejectedPoints: 0);
        }

        Count(result);
    }

    void Count(ExportResult result)
    {
        Interlocked.Add(ref rejectedPoints, result.RejectedPoints);
        Interlocked.Increment(ref result.IsSent ? ref sent : ref failed);
        lastFailure = result.IsSent ? null : result.Trouble;
        Tell(result switch
        {
            { IsSent: false } => limiter.Failed(result.Trouble!, clock.Elapsed),
            { Trouble: { } trouble } => limiter.Rejected(trouble, result.RejectedPoints, clock.Elapsed),
            _ => limiter.Succeeded(),
        });
    }

    void Tell(OtlpNotice? notice)
    {
        if (notice is not null && !isDisposed)
        {
            tell(notice);
        }
    }
}
