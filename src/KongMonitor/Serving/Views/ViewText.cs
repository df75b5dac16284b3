// SPDX-License-Identifier: MIT
using System.Text.Json;
using KongMonitor.Core;
using KongMonitor.Serving.Streams;

namespace KongMonitor.Serving.Views;

/// <summary>A snapshot as the JSON object that the run command writes, and what only the endpoint tells.</summary>
static class ViewText
{
    public static SharedText Of(Snapshot snapshot, ViewKey key, OwnCounts own, TextBudget budget)
    {
        var text = new SharedText(budget);
        using var json = new Utf8JsonWriter(text, Json.Options);
        SnapshotJson.Write(json, snapshot, json.Flush, key.Texts.What, key.Texts.Todo, more =>
        {
            WriteProcess(more, own);
            WriteStreams(more, own.Streams);
        });
        return text;
    }

    /// <summary>Which process answers: another one has begun its own counts anew.</summary>
    public static void WriteProcess(Utf8JsonWriter json, OwnCounts own)
    {
        json.WriteStartObject("process"u8);
        json.WriteTime("started"u8, own.Since);
        json.WriteString("version"u8, ProductVersion.Text);
        json.WriteEndObject();
    }

    static void WriteStreams(Utf8JsonWriter json, StreamCounts streams)
    {
        json.WriteStartObject("streams"u8);
        json.WriteNumber("clients"u8, streams.Clients);
        json.WriteNumber("seen"u8, streams.Seen);
        json.WriteNumber("sent"u8, streams.Sent);
        json.WriteNumber("sampled_out"u8, streams.SampledOut);
        json.WriteNumber("dropped"u8, streams.Dropped);
        json.WriteEndObject();
    }
}
