// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Http;
using System.Text;

namespace KongMonitor.Otlp.Sending;

/// <summary>Answers with a status that is none of success (OTLP specification, "OTLP/HTTP Response: Failures").</summary>
static class HttpFailure
{
    public static Answer Read(HttpResponseMessage response, string? contentType, ReadOnlySpan<byte> body)
    {
        var said = contentType switch
        {
            "application/x-protobuf" => RpcStatus.Read(body).Message,
            "text/plain" => Encoding.UTF8.GetString(body).Trim(),
            _ => "",
        };
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}".TrimEnd();
        return new Answer
        {
            Trouble = new(OtlpTroubleKind.HttpStatus, said.Length == 0 ? status : $"{status}: {said}"),
            CanRetry = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
            RetryAfter = RetryAfter(response),
            IsAboutRequest = response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge
                or HttpStatusCode.UnprocessableEntity,
        };
    }

    static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - DateTimeOffset.UtcNow is var wait && wait > TimeSpan.Zero ? wait : TimeSpan.Zero,
        _ => null,
    };
}
