// SPDX-License-Identifier: MIT
using KongMonitor.Core.Filters;
using KongMonitor.Language;

namespace KongMonitor.Serving.Views;

/// <summary>What a snapshot is asked to show. Whoever asks for the same gets the same.</summary>
sealed record ViewKey(Filter Filter, Filter? Chosen, int Rows, Texts Texts)
{
    /// <summary>Filters are the same when their texts are.</summary>
    public bool Equals(ViewKey? other) =>
        other is not null && Filter.Text == other.Filter.Text && Chosen?.Text == other.Chosen?.Text && Rows == other.Rows && ReferenceEquals(Texts, other.Texts);

    public override int GetHashCode() => HashCode.Combine(Filter.Text, Chosen?.Text, Rows);
}
