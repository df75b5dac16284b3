// SPDX-License-Identifier: MIT
namespace KongMonitor.Top;

/// <summary>Whose counts are shown.</summary>
/// <param name="Holder">The monitor that counts, as it says of itself; null: this process, or nobody.</param>
/// <param name="State">Who counts.</param>
/// <param name="Turn">Counts how often new counts took the place of those that were there.</param>
sealed record CountOwner(string? Holder, CountState State, int Turn)
{
    /// <summary>This process counts.</summary>
    public static readonly CountOwner Self = new(null, CountState.Counting, 0);

    /// <summary>Nobody adds to these counts any more.</summary>
    public CountOwner Gone => this with { Holder = null, State = CountState.Gone };

    /// <summary>Counts that lie there: those of a monitor that runs, or what one left.</summary>
    public static CountOwner Of(string? holder, int turn) => new(holder, holder is null ? CountState.Left : CountState.Counting, turn);

    /// <summary>Whose counts these are, given whose are there now. The next monitor's name would be wrong beside the old counts.</summary>
    public CountOwner Now(CountOwner there) => there.Turn == Turn ? there : Gone;
}
