// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core;
using KongMonitor.Language;

namespace KongMonitor.Output;

/// <summary>One JSON object a line, and nothing else.</summary>
[SuppressMessage("Design", "CA1001", Justification = "Over a buffer of ours the JSON writer holds nothing to free.")]
sealed class JsonOutput : IReplayOutput
{
    // Whatever reads JSON has one language.
    static readonly Texts english = Texts.English;
    readonly LineBuffer lines;
    readonly Utf8JsonWriter json;

    public JsonOutput(Stream stream)
    {
        lines = new LineBuffer(stream);
        json = new Utf8JsonWriter(lines, Json.Options);
    }

    public void Started(DateTimeOffset start, IReadOnlyList<Attachment> attachments)
    {
    }

    public void Event(in TrafficEvent traffic, WallClock clock)
    {
        EventJson.Write(json, traffic, clock);
        EndObject();
    }

    public void Report(Snapshot snapshot)
    {
        SnapshotJson.Write(json, snapshot, FlushIfLong, english.What, english.Todo);
        EndObject();
    }

    public void Exchange(in TrafficEvent traffic, WallClock clock, bool withQuery)
    {
        ExchangeJson.Write(json, traffic, clock, withQuery);
        EndObject();
    }

    public void Replayed(string file, CaptureSummary summary)
    {
        CaptureJson.Write(json, summary);
        EndObject();
    }

    public void Flush() => lines.Flush();

    void EndObject()
    {
        json.Flush();
        json.Reset();
        lines.EndLine();
    }

    void FlushIfLong()
    {
        json.Flush();
        lines.FlushIfLong();
    }
}
