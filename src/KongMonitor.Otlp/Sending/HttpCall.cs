// SPDX-License-Identifier: MIT
using System.Net.Http;

namespace KongMonitor.Otlp.Sending;

/// <summary>OTLP/HTTP with protobuf.</summary>
sealed class HttpCall(OtlpOptions options) : ICall
{
    const string ContentType = "application/x-protobuf";
    readonly Compressor compressor = new();

    public HttpRequestMessage Request(ReadOnlyMemory<byte> message)
    {
        var content = new ReadOnlyMemoryContent(options.Gzip ? compressor.Compress(message) : message);
        content.Headers.ContentType = new(ContentType);
        if (options.Gzip)
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return new HttpRequestMessage(HttpMethod.Post, options.Endpoint) { Content = content };
    }

    public Answer Read(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        return !response.IsSuccessStatusCode ? HttpFailure.Read(response, type, body)
            : type == ContentType ? ExportResponse.Read(body)
            : Answer.Of(OtlpTroubleKind.BadAnswer, type is null ? "" : $"{(int)response.StatusCode} {type}", canRetry: false);
    }
}
