// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Otlp;

/// <summary>Whose metrics they are.</summary>
public sealed record OtlpResource
{
    /// <summary>The name of what measures: the instrumentation scope and the SDK.</summary>
    public const string Product = "kong-ebpf-monitor";

    /// <summary>The product's version.</summary>
    public required string Version { get; init; }

    /// <summary>Attributes, no name twice.</summary>
    public required ImmutableArray<KeyValuePair<string, string>> Attributes { get; init; }
}
