// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Top.Screen;

/// <summary>What the screen is to show.</summary>
/// <param name="Size">Of the screen that it was made for.</param>
/// <param name="Lines">As many as the screen has.</param>
/// <param name="Cursor">Where it is shown, from 0; null: hidden.</param>
/// <param name="Rows">How many rows the table has.</param>
/// <param name="Page">How many of them there is room for.</param>
/// <param name="First">The first of them that is shown.</param>
sealed record Frame(ScreenSize Size, ImmutableArray<ScreenLine> Lines, (int Column, int Line)? Cursor, int Rows, int Page, int First)
{
    public bool Equals(Frame? other) =>
        other is not null && Size == other.Size && Cursor == other.Cursor && Lines.SequenceEqual(other.Lines);

    public override int GetHashCode() => HashCode.Combine(Size, Cursor, Lines.Length);
}
