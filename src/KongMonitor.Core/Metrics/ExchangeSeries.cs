// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>
/// The exchanges of one leg that share container, method, status, domain and the group of their path; or all those of
/// the leg that have no series of their own. Answered and unanswered ones; texts are in the safe form of <see cref="WireText"/>.
/// </summary>
public sealed record ExchangeSeries
{
    /// <summary>Which leg.</summary>
    public required Leg Leg { get; init; }

    /// <summary>Whether these are the exchanges without a series of their own. Then there are no names.</summary>
    public bool IsOther { get; init; }

    /// <summary>As in <see cref="HttpMethod"/>.</summary>
    public byte Method { get; init; }

    /// <summary>The response's status, or a pseudo status below 100.</summary>
    public ushort Status { get; init; }

    /// <summary>The domain; empty where the request named none.</summary>
    public string Domain { get; init; } = "";

    /// <summary>The group of the path.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whose exchanges they are; null for what belongs to no container.</summary>
    public string? Container { get; init; }

    /// <summary>From a request's first byte to the end of its response, or until it was clear that none would come: nanoseconds.</summary>
    public required HistogramCounts Duration { get; init; }

    /// <summary>Bytes of requests' bodies.</summary>
    public required HistogramCounts RequestBody { get; init; }

    /// <summary>Bytes of responses' bodies.</summary>
    public required HistogramCounts ResponseBody { get; init; }
}
