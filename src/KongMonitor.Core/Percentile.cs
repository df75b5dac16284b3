// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>
/// The bucket that holds a percentile, in microseconds: <see cref="Low"/> inclusive,
/// <see cref="High"/> exclusive, or null in the last bucket, which has no end.
/// </summary>
public readonly record struct Percentile(ulong Low, ulong? High)
{
    /// <summary>One number for the percentile, never too low where the bucket has an end: its upper bound.</summary>
    public ulong Value => High ?? Low;
}
