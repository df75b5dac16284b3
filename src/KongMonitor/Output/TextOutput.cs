// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.Unicode;
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core;
using KongMonitor.Language;

namespace KongMonitor.Output;

/// <summary>What a person reads: start lines, a line for every event, a block for every report.</summary>
sealed class TextOutput(Stream stream, Texts texts, TimeZoneInfo zone, TimeProvider time) : IReplayOutput
{
    const int LongestLine = 4096;
    readonly LineBuffer lines = new(stream);
    readonly string upstreamMark = $" | {texts.UpstreamMark}";
    bool afterBlankLine = true;

    public void Started(DateTimeOffset start, IReadOnlyList<Attachment> attachments)
    {
        StartLine(start, texts.Started);
        foreach (var attachment in Announced(attachments))
        {
            StartLine(time.GetUtcNow(), Texts.Fill(
                texts.Attached, ProgramKind(attachment), attachment.InterfaceName, attachment.InterfaceIndex));
        }

        StartLine(time.GetUtcNow(), texts.StopHint);
    }

    public void Event(in TrafficEvent traffic, WallClock clock)
    {
        Span<byte> source = stackalloc byte[AddressText.MaxLength];
        Span<byte> destination = stackalloc byte[AddressText.MaxLength];
        Span<byte> domain = stackalloc byte[AbiConstants.DomainSize * WireText.MaxExpansion];
        Span<byte> path = stackalloc byte[AbiConstants.PathSize * WireText.MaxExpansion];
        source = source[..AddressText.Format(AddressText.Used(traffic.Source, traffic.TypedFamily), traffic.SourcePort, source)];
        destination = destination[..AddressText.Format(
            AddressText.Used(traffic.Destination, traffic.TypedFamily), traffic.DestinationPort, destination)];
        domain = domain[..WireText.Escape(WireText.Trim(traffic.Domain), domain)];
        path = path[..WireText.Escape(WireText.Trim(traffic.Path), path)];
        var local = TimeZoneInfo.ConvertTime(clock.Wall(traffic.Timestamp), zone);
        var method = Names.Method(traffic.Method);
        var mark = traffic.TypedLeg == Leg.Upstream ? upstreamMark : "";
        var trouble = Trouble(traffic);
        var between = trouble.Length > 0 ? " | " : "";

        Utf8.TryWrite(
            lines.GetSpan(LongestLine),
            $"[{local:HH:mm:ss}] {Word(traffic.TypedType)} {source} -> {destination} | {method} {domain}{path} | {traffic.Bytes} bytes | {texts.Status}: {traffic.Status}{between}{trouble}{mark}",
            out var length);
        lines.Advance(length);
        lines.EndLine();
        afterBlankLine = false;
    }

    public void Report(Snapshot snapshot)
    {
        if (!afterBlankLine)
        {
            lines.Line();
        }

        new TextReport(lines, texts).Write(snapshot);
        lines.Line();
        afterBlankLine = true;
    }

    public void Exchange(in TrafficEvent traffic, WallClock clock, bool withQuery)
    {
        // The lines of its events are enough.
    }

    public void Replayed(string file, CaptureSummary summary)
    {
        var counts = summary.Counts;
        lines.Line(Texts.Fill(texts.Replayed, WireText.Show(Encoding.UTF8.GetBytes(file)), Moment(counts.First), Moment(counts.Last)));
        lines.Line(Texts.Fill(
            texts.ReplayedPackets, counts.Packets, counts.Tcp, counts.NotTcp, counts.NotGateway, counts.CutShort));
        lines.Line(Texts.Fill(texts.WaitingRequests, summary.WaitingInAll));
        foreach (var request in summary.Waiting)
        {
            var mark = request.Leg == Leg.Upstream ? upstreamMark : "";
            lines.Line($"  {Moment(request.Time)} {request.Client} -> {request.Server} | {request.Method} {request.Domain}{request.Path}{mark}");
        }
    }

    public void Flush() => lines.Flush();

    static string Word(EventType type) => type switch
    {
        EventType.Request => "REQUEST",
        EventType.Response => "RESPONSE",
        EventType.Desynced => "DESYNCED",
        _ => "ERROR",
    };

    // What the status does not say, in the words of the report and of the JSON.
    static string Trouble(in TrafficEvent traffic)
    {
        if (Names.ReasonOf(traffic) is { } reason)
        {
            return reason;
        }

        var flags = (EventFlag)traffic.Flags;
        return flags.HasFlag(EventFlag.Late) ? "late" : flags.HasFlag(EventFlag.Aborted) ? "aborted" : "";
    }

    static string ProgramKind(Attachment attachment) =>
        attachment.Description.StartsWith("XDP", StringComparison.Ordinal) ? "XDP" : "TC";

    // One line an interface, as ever: the program for incoming packets stands for both where there is one.
    static IEnumerable<Attachment> Announced(IReadOnlyList<Attachment> attachments) =>
        attachments.GroupBy(attachment => attachment.InterfaceIndex).Select(both => both.MinBy(attachment => attachment.Direction)!);

    string Moment(DateTimeOffset time) => FormattableString.Invariant($"{TimeZoneInfo.ConvertTime(time, zone):yyyy/MM/dd HH:mm:ss.fff}");

    void StartLine(DateTimeOffset moment, string text)
    {
        lines.Line(FormattableString.Invariant($"{TimeZoneInfo.ConvertTime(moment, zone):yyyy/MM/dd HH:mm:ss} {text}"));
        afterBlankLine = false;
    }
}
