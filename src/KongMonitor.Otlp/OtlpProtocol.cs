// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp;

/// <summary>How requests travel.</summary>
public enum OtlpProtocol
{
    /// <summary>gRPC.</summary>
    Grpc,

    /// <summary>A POST each, with protobuf as its body.</summary>
    HttpProtobuf,
}
