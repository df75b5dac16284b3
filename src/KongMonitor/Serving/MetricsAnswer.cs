// SPDX-License-Identifier: MIT
using System.Buffers;
using KongMonitor.Core;
using KongMonitor.Core.Metrics;
using Microsoft.AspNetCore.Http;

namespace KongMonitor.Serving;

/// <summary>A snapshot as metrics, sent while it is written: each answer takes little memory.</summary>
static class MetricsAnswer
{
    const int Enough = 32 * 1024;

    public static async Task Write(HttpContext context, Snapshot snapshot, CancellationToken stop)
    {
        var isOpenMetrics = MetricsFormat.IsOpenMetrics(context.Request.Headers.Accept);
        context.Response.ContentType = PrometheusText.ContentType(isOpenMetrics);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        var piece = new ArrayBufferWriter<byte>(2 * Enough);
        var text = new PrometheusText(MetricCatalog.Of(snapshot, ProductVersion.Text), piece, isOpenMetrics);
        while (text.WriteNext())
        {
            if (piece.WrittenCount >= Enough)
            {
                await context.Response.Body.WriteAsync(piece.WrittenMemory, stop);
                piece.ResetWrittenCount();
            }
        }

        await context.Response.Body.WriteAsync(piece.WrittenMemory, stop);
    }
}
