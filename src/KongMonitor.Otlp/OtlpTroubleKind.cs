// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp;

/// <summary>Why an export did not succeed.</summary>
public enum OtlpTroubleKind
{
    /// <summary>No connection: the system's reason.</summary>
    Unreachable,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>No TLS connection: the reason.</summary>
    Tls,

    /// <summary>A status of HTTP: status, and what the collector said.</summary>
    HttpStatus,

    /// <summary>A status of gRPC: status, and what the collector said.</summary>
    GrpcStatus,

    /// <summary>What answers is no collector, or speaks another protocol: the reason.</summary>
    BadAnswer,

    /// <summary>Data points were rejected, the others were taken: what the collector said.</summary>
    Rejected,

    /// <summary>Anything else: the exception.</summary>
    Unexpected,
}
