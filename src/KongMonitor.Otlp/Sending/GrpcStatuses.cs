// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp.Sending;

/// <summary>What gRPC's status codes are called, and which of them pass (OTLP specification, "OTLP/gRPC Response: Failures").</summary>
static class GrpcStatuses
{
    static readonly string[] names =
    [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND", "ALREADY_EXISTS", "PERMISSION_DENIED",
        "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ];

    public static string Name(this GrpcStatus status) => names[(int)status];

    /// <param name="status">The code.</param>
    /// <param name="hasDelay">Whether the collector says when it will have recovered.</param>
    public static bool CanRetry(this GrpcStatus status, bool hasDelay) => status switch
    {
        GrpcStatus.Cancelled or GrpcStatus.DeadlineExceeded or GrpcStatus.Aborted or GrpcStatus.OutOfRange
            or GrpcStatus.Unavailable or GrpcStatus.DataLoss => true,
        GrpcStatus.ResourceExhausted => hasDelay,
        _ => false,
    };
}
