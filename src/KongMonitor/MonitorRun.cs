// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Core.Metrics;
using KongMonitor.Language;
using KongMonitor.Otlp;
using KongMonitor.Output;
using KongMonitor.Serving;
using KongMonitor.Serving.Streams;

namespace KongMonitor;

/// <summary>One run of the monitor, from attach to the last report.</summary>
static class MonitorRun
{
    const int QueuedEvents = 2048;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan patienceOfExport = TimeSpan.FromSeconds(5);

    /// <summary>Returns the exit code.</summary>
    public static int Run(MonitorOptions options)
    {
        var start = DateTimeOffset.UtcNow;
        using var signals = new StopSignals();
        var stop = signals.Source;
        using var namespaceLock = NamespaceLock.Acquire();
        var own = new OwnCounts();
        using var feeds = new Feeds(own.Streams, e => Failure.Say(FailedAnswer(e, options.Texts)));
        using var server = StartServer(options, feeds, own);
        using var session = OwnCapture.Open(options.Capture, options.Texts);
        var ports = new SessionPorts(session.OwnPorts);
        if (options.Listen is { } address)
        {
            ports.Add(address.Port);
        }

        using var exporter = own.Exporter = StartExporter(options, feeds.Series, ports);
        var attachments = session.Attachments;
        var output = new OutputQueue(CreateOutput(options), QueuedEvents, first => first.Started(start, attachments), stop);
        ProgramPages.GiveBack();
        var loop = new MonitorLoop(session, output, feeds, own, options);
        var problem = Watch(session, output, feeds.Events, loop, options, stop.Token);
        if (output.Failure is null)
        {
            loop.Report();
        }

        feeds.Close();
        feeds.Series.Close(loop.ReadSeries());
        exporter?.Finish(patienceOfExport);
        var exitCode = Finish(output, problem, options.Texts);
        if (session.Outlives)
        {
            Failure.Say(options.Texts.CountsKept);
        }

        return exitCode;
    }

    static string? Watch(CaptureSession session, OutputQueue output, EventHub streams, MonitorLoop loop, MonitorOptions options, CancellationToken stop)
    {
        using var events = StartEvents(session, output, streams, options);
        var problem = loop.Run(events, stop);
        output.LimitWaiting(patience);

        // What ends by mischance goes on counting where it can: who starts the monitor again loses nothing.
        var planned = problem is null && output.Failure is null or OutputClosedException;
        if (planned ? !options.Keep : !session.Outlives)
        {
            session.Detach();
        }

        return problem;
    }

    /// <summary>Without a reader of the kernel's ring where nobody will ever want events.</summary>
    static EventReader? StartEvents(CaptureSession session, OutputQueue output, EventHub streams, MonitorOptions options)
    {
        var printed = options.Capture.Events ? new FilteredEvents(options.Filter, () => session.KnownContainers, output) : null;
        if (options.Listen is null)
        {
            return printed is null ? null : session.StartEvents(printed);
        }

        var events = session.StartEvents(printed is null ? streams : new TwoSinks(streams, printed));
        streams.Begin(new(session.Since, session.Origin == CountOrigin.Adopted), () => session.KnownContainers, isWatched =>
        {
            output.IsPatient = !isWatched;
            events.Turn(isWatched || options.Capture.Events);
        });
        return events;
    }

    static int Finish(OutputQueue output, string? problem, Texts texts)
    {
        if (!output.Complete(patience))
        {
            problem ??= texts.OutputStuck;
        }
        else if (output.Failure is { } failure and not OutputClosedException)
        {
            problem ??= Failure.Explain(failure, texts);
        }

        if (problem is null)
        {
            return 0;
        }

        Failure.Say(problem);
        return Failure.Run;
    }

    static EndpointServer? StartServer(MonitorOptions options, Feeds feeds, OwnCounts own)
    {
        if (options.Listen is not { } address)
        {
            return null;
        }

        try
        {
            var application = new EndpointApplication(
                feeds, own, new(typeof(MonitorRun).Assembly), IPAddress.IsLoopback(address.Address), e => Failure.Say(FailedAnswer(e, options.Texts)));
            var server = EndpointServer.Start(address, application, own);
            Failure.Say(Texts.Fill(options.Texts.Listening, address));
            return server;
        }
        catch (IOException e)
        {
            throw new BadValueException(Texts.Fill(options.Texts.CannotListen, address, e.Message));
        }
    }

    static string FailedAnswer(Exception e, Texts texts) => Texts.Fill(texts.AnswerFailed, $"{e.GetType().Name}: {e.Message}");

    static OtlpExporter? StartExporter(MonitorOptions options, SnapshotFeed feed, IOwnPorts ports) => options.Otlp is { } otlp
        ? new(
            otlp,
            async stop => MetricCatalog.Of(await feed.Get(stop), ProductVersion.Text),
            notice => Failure.Say(options.Texts.Otlp.Tell(notice)),
            ports)
        : null;

    static IOutput CreateOutput(MonitorOptions options) => options.Format == OutputFormat.Json
        ? new JsonOutput(new StandardOutput())
        : new TextOutput(new StandardOutput(), options.Texts, TimeZoneInfo.Local, TimeProvider.System);
}
