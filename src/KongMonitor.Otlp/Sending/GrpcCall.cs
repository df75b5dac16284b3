// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Http;

namespace KongMonitor.Otlp.Sending;

/// <summary>OTLP/gRPC: a unary call, by gRPC's "PROTOCOL-HTTP2".</summary>
sealed class GrpcCall(OtlpOptions options) : ICall
{
    const string Method = "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";
    const string ContentType = "application/grpc";
    readonly Compressor compressor = new();
    readonly Uri address = new(options.Endpoint, Method);

    // In milliseconds: at most eight digits, which a day of them has.
    readonly string timeout = string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(options.Timeout.TotalMilliseconds)}m");

    public HttpRequestMessage Request(ReadOnlyMemory<byte> message)
    {
        var content = new GrpcContent(options.Gzip ? compressor.Compress(message) : message, options.Gzip);
        content.Headers.ContentType = new(ContentType);
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = content,
        };
        request.Headers.TE.Add(new("trailers"));
        request.Headers.TryAddWithoutValidation("grpc-timeout", timeout);
        if (options.Gzip)
        {
            request.Headers.TryAddWithoutValidation("grpc-encoding", "gzip");
        }

        return request;
    }

    public Answer Read(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return HttpFailure.Read(response, response.Content.Headers.ContentType?.MediaType, body);
        }

        if (GrpcTrailers.Find(response) is not { } trailers)
        {
            return Answer.Of(OtlpTroubleKind.BadAnswer, "", canRetry: false);
        }

        return GrpcTrailers.ReadFailure(trailers) ?? ReadMessage(body);
    }

    static Answer ReadMessage(ReadOnlySpan<byte> body)
    {
        // No encoding but identity was offered, so the flag before the length is 0.
        var isMessage = body.Length >= GrpcContent.PrefixSize && body[0] == 0
            && BinaryPrimitives.ReadUInt32BigEndian(body[1..]) == body.Length - GrpcContent.PrefixSize;
        return isMessage ? ExportResponse.Read(body[GrpcContent.PrefixSize..]) : Answer.Of(OtlpTroubleKind.BadAnswer, "", canRetry: false);
    }
}
