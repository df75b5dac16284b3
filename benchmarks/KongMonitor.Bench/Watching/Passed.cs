// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Watching;

/// <summary>A window that has passed.</summary>
/// <param name="Reading">What was measured beside.</param>
/// <param name="Exchanges">nginx's count.</param>
/// <param name="Seconds">How long it was.</param>
/// <param name="CountedShare">How many exchanges the observer counted for each of nginx's; 1 for one that counts none.</param>
sealed record Passed<T>(T Reading, long Exchanges, double Seconds, double CountedShare)
{
    /// <summary>Exchanges a second.</summary>
    public double Rate => Exchanges / Seconds;
}
