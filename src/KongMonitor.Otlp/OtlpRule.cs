// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp;

/// <summary>What a setting may be.</summary>
public enum OtlpRule
{
    /// <summary>An http or https URL with a host, and without user and password.</summary>
    Url,

    /// <summary>grpc or http/protobuf.</summary>
    Protocol,

    /// <summary>gzip or none.</summary>
    Compression,

    /// <summary>A whole number from 1 to <see cref="OtlpOptions.MostMilliseconds"/>.</summary>
    Milliseconds,

    /// <summary>cumulative: what the kernel counts is never reset.</summary>
    Temporality,

    /// <summary>name=value pairs with commas between, percent-encoded; names and values as HTTP headers have them.</summary>
    Headers,

    /// <summary>name=value pairs with commas between, percent-encoded.</summary>
    Attributes,

    /// <summary>A readable file with certificates as PEM.</summary>
    Certificate,

    /// <summary>A readable file with a certificate as PEM, whose key is in the file of the other variable.</summary>
    ClientCertificate,

    /// <summary>https only where OpenSSL's libssl is installed.</summary>
    OpenSsl,
}
