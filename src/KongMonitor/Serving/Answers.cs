// SPDX-License-Identifier: MIT
using System.Net;
using System.Text.Json;
using KongMonitor.Core;
using KongMonitor.Serving.Views;
using Microsoft.AspNetCore.Http;

namespace KongMonitor.Serving;

/// <summary>Short answers, and texts that are shared.</summary>
static class Answers
{
    const string JsonType = "application/json; charset=utf-8";

    public static async Task Plain(HttpContext context, HttpStatusCode status, string text)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync($"{text}\n");
    }

    /// <summary>Says in JSON why there is no answer.</summary>
    public static async Task Error(HttpContext context, HttpStatusCode status, string message, BadParameter? bad = null)
    {
        context.Response.StatusCode = (int)status;
        SetJson(context.Response);
        var body = context.Response.BodyWriter;
        using (var json = new Utf8JsonWriter(body, Json.Options))
        {
            json.WriteStartObject();
            json.WriteStartObject("error"u8);
            if (bad is not null)
            {
                json.WriteString("parameter"u8, bad.Name);
                json.WriteNumber("at"u8, bad.At);
                json.WriteNumber("length"u8, bad.Length);
            }

            json.WriteString("message"u8, message);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        await body.FlushAsync();
    }

    /// <summary>Sends a text, unless its memory is needed before it is sent.</summary>
    public static async Task Text(HttpContext context, SharedText text, CancellationToken stop)
    {
        SetJson(context.Response);
        context.Response.ContentLength = text.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, text.IsCut);
            await text.CopyTo(context.Response.Body, end.Token);
        }
    }

    static void SetJson(HttpResponse response)
    {
        response.ContentType = JsonType;
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
    }
}
