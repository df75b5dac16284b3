// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core;

/// <summary>Cuts a table to its first rows of each leg.</summary>
static class TableCut
{
    /// <param name="rows">The whole table, by leg.</param>
    /// <param name="most">How many rows of each leg stay.</param>
    /// <param name="legOf">A row's leg.</param>
    /// <param name="present">How many rows of each leg there are.</param>
    public static ImmutableArray<T> Cut<T>(IReadOnlyList<T> rows, int most, Func<T, Leg> legOf, out ImmutableArray<int> present)
    {
        var counts = new int[(int)Leg.Count];
        var kept = ImmutableArray.CreateBuilder<T>(Math.Min(rows.Count, (int)Math.Min(2L * most, int.MaxValue)));
        foreach (var row in rows)
        {
            if (counts[(int)legOf(row)]++ < most)
            {
                kept.Add(row);
            }
        }

        present = [.. counts];
        return kept.DrainToImmutable();
    }
}
