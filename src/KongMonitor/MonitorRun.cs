// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Output;

namespace KongMonitor;

/// <summary>One run of the monitor, from attach to the last report.</summary>
static class MonitorRun
{
    const int QueuedEvents = 2048;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    /// <summary>Returns the exit code.</summary>
    public static int Run(MonitorOptions options)
    {
        var start = DateTimeOffset.UtcNow;
        // Never disposed: a signal or the writing thread may still use it when the run is over.
        var stop = new CancellationTokenSource();
        using var interrupt = StopAt(PosixSignal.SIGINT, stop);
        using var terminate = StopAt(PosixSignal.SIGTERM, stop);
        using var hangUp = StopAt(PosixSignal.SIGHUP, stop);
        using var namespaceLock = NamespaceLock.Acquire();
        using var session = StartCapture(options);

        var attachments = session.Attachments;
        var output = new OutputQueue(CreateOutput(options), QueuedEvents, first => first.Started(start, attachments), stop);
        using var events = options.Capture.Events ? new EventPump(session, output) : null;
        var loop = new MonitorLoop(session, output, options);
        var lost = loop.Run(stop.Token);

        session.Detach();
        events?.Dispose();
        if (output.Failure is null)
        {
            loop.Report();
        }

        return Finish(output, lost, options);
    }

    static int Finish(OutputQueue output, string? lost, MonitorOptions options)
    {
        var texts = options.Texts;
        var written = output.Complete(patience);
        var problem = output.Failure switch
        {
            OutputClosedException => null,
            { } and not IOException => Failure.Explain(output.Failure, texts),
            { } failure => Language.Texts.Fill(texts.OutputFailed, failure.Message),
            null when !written => texts.OutputStuck,
            null when lost is not null => Language.Texts.Fill(texts.InterfaceGone, lost),
            null => null,
        };
        if (problem is null)
        {
            return 0;
        }

        Failure.Say(problem);
        return Failure.Run;
    }

    static CaptureSession StartCapture(MonitorOptions options)
    {
        try
        {
            return CaptureSession.Start(options.Capture);
        }
        catch (CaptureException) when (InterfaceNames.FindWrong(options) is { } wrong)
        {
            throw wrong;
        }
    }

    static IOutput CreateOutput(MonitorOptions options) => options.Format == OutputFormat.Json
        ? new JsonOutput(new StandardOutput())
        : new TextOutput(new StandardOutput(), options.Texts, TimeZoneInfo.Local, TimeProvider.System);

    // The first signal ends the run in order; the same signal again ends the process at once.
    static PosixSignalRegistration StopAt(PosixSignal signal, CancellationTokenSource stop) =>
        PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        });
}
