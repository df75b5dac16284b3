// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Results;

/// <summary>How many nanoseconds a cache line took from a core to another and back, around a section.</summary>
/// <param name="Before">When it began.</param>
/// <param name="After">When it had ended.</param>
sealed record CacheLineTimes(double Before, double After);
