// SPDX-License-Identifier: MIT
using System.Net;
using KongMonitor.Capture;
using KongMonitor.Core.Filters;
using KongMonitor.Language;
using KongMonitor.Otlp;

namespace KongMonitor.CommandLine;

/// <summary>What the user asked for.</summary>
sealed record MonitorOptions
{
    public required CaptureOptions Capture { get; init; }

    /// <summary>What events and tables show.</summary>
    public required Filter Filter { get; init; }

    public required Texts Texts { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>Null: until a signal comes.</summary>
    public required TimeSpan? Duration { get; init; }

    /// <summary>Leave the programs counting at the end.</summary>
    public bool Keep { get; init; }

    /// <summary>Where metrics are served; null: nowhere.</summary>
    public IPEndPoint? Listen { get; init; }

    /// <summary>Where metrics are sent, and how; null: nowhere.</summary>
    public OtlpOptions? Otlp { get; init; }

    /// <summary>Connection rows of each leg in a snapshot that is served.</summary>
    public required int ServedConnections { get; init; }

    public required OutputFormat Format { get; init; }

    /// <summary>Connection rows of each leg in a report.</summary>
    public required int Connections { get; init; }
}
