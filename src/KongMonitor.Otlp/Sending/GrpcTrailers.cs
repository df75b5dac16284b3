// SPDX-License-Identifier: MIT
using System.Buffers.Text;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;

namespace KongMonitor.Otlp.Sending;

/// <summary>A call's status: grpc-status, grpc-message and grpc-status-details-bin.</summary>
static class GrpcTrailers
{
    const string StatusName = "grpc-status";

    /// <summary>Where they are: behind the body, or in place of it; null if nowhere.</summary>
    public static HttpHeaders? Find(HttpResponseMessage response) =>
        response.TrailingHeaders.Contains(StatusName) ? response.TrailingHeaders
        : response.Headers.Contains(StatusName) ? response.Headers
        : null;

    /// <summary>Null: the call succeeded.</summary>
    public static Answer? ReadFailure(HttpHeaders trailers)
    {
        var status = Status(Value(trailers, StatusName));
        if (status == GrpcStatus.Ok)
        {
            return null;
        }

        var message = Uri.UnescapeDataString(Value(trailers, "grpc-message"));
        var delay = RpcStatus.Read(Details(trailers)).RetryDelay;
        return new Answer
        {
            Trouble = new(OtlpTroubleKind.GrpcStatus, message.Length == 0 ? status.Name() : $"{status.Name()}: {message}"),
            CanRetry = status.CanRetry(hasDelay: delay is not null),
            RetryAfter = delay,
            IsAboutRequest = status is GrpcStatus.InvalidArgument or GrpcStatus.ResourceExhausted && delay is null,
        };
    }

    static GrpcStatus Status(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Enum.IsDefined((GrpcStatus)number)
            ? (GrpcStatus)number
            : GrpcStatus.Unknown;

    // gRPC's Base64 may lack its padding.
    static byte[] Details(HttpHeaders trailers)
    {
        var text = Value(trailers, "grpc-status-details-bin").TrimEnd('=');
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        return Base64.IsValid(padded) ? Convert.FromBase64String(padded) : [];
    }

    static string Value(HttpHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.First() : "";
}
