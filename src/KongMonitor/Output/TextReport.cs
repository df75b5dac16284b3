// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Globalization;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Language;

namespace KongMonitor.Output;

/// <summary>The report's block. Blank lines stand between its parts, none before the first and after the last.</summary>
sealed class TextReport(LineBuffer lines, Texts texts)
{
    const int TableRows = 20;
    const int FirstError = 400;
    const string Nothing = "-";
    bool first = true;

    public void Write(Snapshot snapshot)
    {
        lines.Line(texts.ReportHeader);
        if (!snapshot.View.Filter.IsEverything)
        {
            Part();
            lines.Line(Texts.Fill(texts.Filters.Shown, snapshot.View.Filter.Text));
        }

        Containers(snapshot);
        Tables(snapshot, Leg.Downstream, texts.ByMethod, texts.ByDomain, texts.ByPath);
        Connections(snapshot, Leg.Downstream, texts.Connection);
        Upstream(snapshot);
        Remarks(snapshot);
        lines.Line(texts.ReportFooter);
    }

    // The totals of all, and when there are several containers a block of each.
    void Containers(Snapshot snapshot)
    {
        var leg = snapshot.Legs[(int)Leg.Downstream];
        Totals(texts.ContainerStatistics, leg.Counts, leg.LastActivity);
        var active = snapshot.Containers.Where(row => row is { Leg: Leg.Downstream, LastActivity: not null }).ToArray();
        if (active.Length > 1)
        {
            foreach (var row in active)
            {
                Totals(ContainerTitle.Of(row, texts), row.Counts, row.LastActivity);
            }
        }
    }

    void Upstream(Snapshot snapshot)
    {
        var leg = snapshot.Legs[(int)Leg.Upstream];
        if (leg.LastActivity is null)
        {
            return;
        }

        Totals(texts.UpstreamStatistics, leg.Counts, leg.LastActivity);
        Tables(snapshot, Leg.Upstream, texts.UpstreamByMethod, texts.UpstreamByDomain, texts.UpstreamByPath);
        Connections(snapshot, Leg.Upstream, texts.UpstreamConnection);
    }

    void Totals(string title, TrafficCounts counts, DateTimeOffset? lastActivity)
    {
        Part();
        lines.Line($"{title}:");
        lines.Line($"  {texts.TotalRequests}: {counts.Requests}");
        lines.Line($"  {texts.TotalResponses}: {counts.Responses}");
        lines.Line($"  {texts.TotalSent}: {counts.BytesSent}");
        lines.Line($"  {texts.TotalReceived}: {counts.BytesReceived}");
        lines.Line($"  {texts.TotalErrors}: {counts.Errors}");
        lines.Line($"  {texts.LastActivity}: {Time(lastActivity)}");
    }

    void Tables(Snapshot snapshot, Leg leg, string byMethod, string byDomain, string byPath)
    {
        if (Withheld(snapshot.View.ExchangesWithheld, texts.Filters.ExchangesWithheld, leg))
        {
            return;
        }

        Table(byMethod, snapshot.Methods, leg, static row => row.Method!);
        Table(byDomain, snapshot.Domains, leg, static row => row.Domain!);
        Table(byPath, snapshot.Paths, leg, static row => row.IsOther ? row.Path! : row.Domain + row.Path);
    }

    // Why there are no rows is said once, in the block of the downstream leg.
    bool Withheld(ImmutableArray<string> words, string text, Leg leg)
    {
        if (!words.IsEmpty && leg == Leg.Downstream)
        {
            Part();
            lines.Line(Texts.Fill(text, string.Join(", ", words)));
        }

        return !words.IsEmpty;
    }

    void Table(string title, ImmutableArray<TrafficRow> rows, Leg leg, Func<TrafficRow, string> name)
    {
        var shown = 0;
        var more = 0;
        foreach (var row in rows)
        {
            if (row.Leg != leg)
            {
                continue;
            }

            if (shown == TableRows)
            {
                more++;
                continue;
            }

            if (shown++ == 0)
            {
                Part();
                lines.Line($"{title}:");
            }

            lines.Line($"  {OrNothing(name(row))}: {Counts(row.Counts)}");
        }

        if (more > 0)
        {
            lines.Line($"  {Texts.Fill(texts.MoreRows, more)}");
        }
    }

    void Connections(Snapshot snapshot, Leg leg, string title)
    {
        var number = 0;
        if (Withheld(snapshot.View.ConnectionsWithheld, texts.Filters.ConnectionsWithheld, leg))
        {
            return;
        }

        foreach (var row in snapshot.Connections)
        {
            if (row.Leg == leg)
            {
                number++;
                Connection(Texts.Fill(title, number), row);
            }
        }

        var more = snapshot.ConnectionsMatched[(int)leg] - number;
        if (more > 0)
        {
            Part();
            lines.Line(Texts.Fill(texts.MoreConnections, more));
        }
    }

    void Connection(string title, ConnectionRow row)
    {
        Part();
        lines.Line($"{title}:");
        lines.Line($"  {row.Client} -> {row.Server}");
        lines.Line($"  {texts.Method}: {row.Method}, {texts.Domain}: {OrNothing(row.Domain)}, {texts.Path}: {OrNothing(row.Path)}");
        lines.Line($"  {texts.Requests}: {row.Counts.Requests}, {texts.Responses}: {row.Counts.Responses}");
        lines.Line($"  {texts.Sent}: {row.Counts.BytesSent} bytes, {texts.Received}: {row.Counts.BytesReceived} bytes");
        lines.Line($"  {texts.Errors}: {row.Counts.Errors}");
        lines.Line($"  {texts.LastActivity}: {Time(row.LastActivity)}");
    }

    // What a healthy run has nothing of.
    void Remarks(Snapshot snapshot)
    {
        var remarks = new List<string>();
        if (snapshot.IsResumed)
        {
            remarks.Add(Texts.Fill(texts.ResumedSince, Time(snapshot.Since)));
        }

        AddIfAny(remarks, RemarkText.Unsure(snapshot, texts));
        AddIfAny(remarks, RemarkText.ConnectionsUnsure(snapshot, texts));
        if (snapshot.ConnectionsEvicted > 0)
        {
            remarks.Add(Texts.Fill(texts.ConnectionsEvicted, snapshot.ConnectionsEvicted));
        }

        AddErrorStatuses(remarks, "", snapshot, Leg.Downstream);
        AddOutcomes(remarks, "", snapshot.Legs[(int)Leg.Downstream]);
        AddErrorStatuses(remarks, texts.UpstreamPrefix, snapshot, Leg.Upstream);
        AddOutcomes(remarks, texts.UpstreamPrefix, snapshot.Legs[(int)Leg.Upstream]);
        AddIfAny(remarks, RemarkText.NotHttp(snapshot, Leg.Downstream, texts));
        AddIfAny(remarks, RemarkText.NotHttp(snapshot, Leg.Upstream, texts));
        AddIfAny(remarks, RemarkText.Losses(snapshot, texts));
        remarks.AddRange(snapshot.Warnings.Select(warning => RemarkText.Warning(warning, texts)));
        if (remarks.Count > 0)
        {
            Part();
            remarks.ForEach(lines.Line);
        }
    }

    void AddErrorStatuses(List<string> remarks, string prefix, Snapshot snapshot, Leg leg)
    {
        var errors = snapshot.Statuses.Where(row => row.Leg == leg && row.Status >= FirstError).ToArray();
        if (errors.Length > 0)
        {
            var sum = errors.Aggregate(0UL, (all, row) => all + row.Responses);
            remarks.Add($"{prefix}{texts.ErrorStatuses}: {sum} ({string.Join(", ", errors.Select(row => $"{row.Status} {row.Responses}"))})");
        }
    }

    // "No response came" and "we could not follow it" are different numbers, each with its reasons.
    void AddOutcomes(List<string> remarks, string prefix, LegRow leg)
    {
        Add(texts.Unanswered, leg.Unanswered, Reasons(leg.UnansweredBy, static i => Names.Of((UnansweredReason)i)));
        Add(texts.Desynced, leg.Desynced, Reasons(leg.DesyncedBy, static i => Names.Of((DesyncReason)i)));
        Add(texts.Unmatched, leg.Unmatched);
        Add(texts.Late, leg.Late);
        Add(texts.Aborted, leg.Aborted);

        void Add(string text, ulong count, string reasons = "")
        {
            if (count > 0)
            {
                remarks.Add($"{prefix}{text}: {count}{reasons}");
            }
        }
    }

    static string Reasons(ImmutableArray<ulong> counts, Func<int, string> name) =>
        $" ({string.Join(", ", Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0).Select(i => $"{name(i)} {counts[i]}"))})";

    static void AddIfAny(List<string> remarks, string? remark)
    {
        if (remark is not null)
        {
            remarks.Add(remark);
        }
    }

    string Counts(TrafficCounts counts) =>
        $"{texts.Requests}: {counts.Requests}, {texts.Responses}: {counts.Responses}, " +
        $"{texts.Sent}: {counts.BytesSent} bytes, {texts.Received}: {counts.BytesReceived} bytes, {texts.Errors}: {counts.Errors}";

    static string OrNothing(string text) => text.Length == 0 ? Nothing : text;

    static string Time(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? Nothing;

    void Part()
    {
        if (!first)
        {
            lines.Line();
        }

        first = false;
    }
}
