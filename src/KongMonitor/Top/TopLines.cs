// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Abi;
using KongMonitor.CommandLine;
using KongMonitor.Core;
using KongMonitor.Core.Rates;
using KongMonitor.Language;
using KongMonitor.Output;
using KongMonitor.Top.Screen;

namespace KongMonitor.Top;

/// <summary>What top says where there is no terminal: a few plain lines an interval.</summary>
sealed class TopLines(ITopSource source, TopCommandOptions options, Stream stream)
{
    readonly LineBuffer lines = new(stream);
    readonly TopClock clock = new(options.Interval, options.Duration);
    readonly TopReadings readings = new(source, options.Capture.Connections);
    readonly HashSet<string> said = [];
    readonly CountNews news = new(options.Texts);
    readonly Texts texts = options.Texts;

    /// <summary>Runs until the duration ends, a signal comes, or a problem, which is returned.</summary>
    public string? Run(CancellationToken stop)
    {
        _ = readings.Read(options.Filter);
        while (true)
        {
            TellOwner();
            stop.WaitHandle.WaitOne(clock.Left(reads: true));
            var isOver = stop.IsCancellationRequested || clock.IsOver;
            if (clock.TakeReading() || isOver)
            {
                Write(readings.Read(options.Filter));
            }

            if (isOver)
            {
                return null;
            }

            if (clock.TakeBeat() && source.Beat() is { } problem)
            {
                return problem;
            }
        }
    }

    // With each beat, since the next reading may be far away.
    void TellOwner()
    {
        if (news.Of(source.Owner) is { } sentence)
        {
            lines.Line($"{Show(DateTimeOffset.UtcNow)} {sentence}");
            lines.Flush();
        }
    }

    void Write(TopData data)
    {
        var time = Show(data.Now.Time);
        foreach (var leg in data.Now.Legs.Where(leg => leg.Leg == Leg.Downstream || leg.LastActivity is not null))
        {
            lines.Line($"{time} {Line(data, leg)}");
        }

        if (!data.Now.View.Filter.IsEverything)
        {
            foreach (var row in data.Now.View.Matched.Where(row => row.Leg == Leg.Downstream || row.Counts.Requests > 0))
            {
                lines.Line($"{time} {Name(row.Leg)}: {Texts.Fill(texts.Top.PlainFilter, Cells.Clean(data.Now.View.Filter.Text), row.Counts.Requests, row.Counts.Errors)}");
            }
        }

        // Each once: it would stand in every interval.
        foreach (var warning in data.Now.Warnings.Select(warning => RemarkText.Warning(warning, texts)).Where(said.Add))
        {
            lines.Line($"{time} {warning}");
        }

        if (RemarkText.Losses(data.Now, texts) is { } losses)
        {
            lines.Line($"{time} {losses}");
        }

        lines.Flush();
    }

    static string Show(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    string Line(TopData data, LegRow leg)
    {
        var rates = LegRates.Of(data.Interval, leg.Leg);
        return Texts.Fill(
            texts.Top.PlainLine, Name(leg.Leg), Numbers.Rate(rates?.Totals.Requests), Numbers.Share(rates?.ErrorShare),
            Numbers.Time(rates?.Latency.P50), Numbers.Time(rates?.Latency.P95), Numbers.Time(rates?.Latency.P99),
            leg.InFlight, leg.Unanswered, leg.Desynced, leg.Counts.Requests);
    }

    string Name(Leg leg) => leg == Leg.Downstream ? texts.Top.Downstream : texts.Top.Upstream;
}
