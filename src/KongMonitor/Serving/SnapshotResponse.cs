// SPDX-License-Identifier: MIT
using System.IO.Pipelines;
using System.Text.Json;
using KongMonitor.Core;
using KongMonitor.Language;
using Microsoft.AspNetCore.Http;

namespace KongMonitor.Serving;

/// <summary>A snapshot as the JSON object that the run command writes.</summary>
static class SnapshotResponse
{
    public static async Task Write(HttpResponse response, Snapshot snapshot, CancellationToken stop)
    {
        response.ContentType = "application/json; charset=utf-8";
        if (HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            return;
        }

        // Without a limit: the object is as large as the maps allow, some megabytes, and few are made at a time.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0, useSynchronizationContext: false));
        using (var json = new Utf8JsonWriter(pipe.Writer, Json.Options))
        {
            SnapshotJson.Write(json, snapshot, json.Flush, Texts.English.What, Texts.English.Todo);
        }

        await pipe.Writer.CompleteAsync();
        await pipe.Reader.CopyToAsync(response.Body, stop);
    }
}
