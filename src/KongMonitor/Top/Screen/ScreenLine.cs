// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using Spectre.Console;

namespace KongMonitor.Top.Screen;

/// <summary>A line of the screen; it is never wider than it was made for.</summary>
sealed record ScreenLine(ImmutableArray<Piece> Pieces)
{
    public static ScreenLine Empty { get; } = new([]);

    public string Text => string.Concat(Pieces.Select(piece => piece.Text));

    public static ScreenLine Of(int width, params IEnumerable<Piece> pieces)
    {
        var kept = ImmutableArray.CreateBuilder<Piece>();
        var left = width;
        foreach (var piece in pieces.Where(piece => piece.Text.Length > 0))
        {
            var text = Cells.Cut(piece.Text, left);
            if (text.Length > 0)
            {
                kept.Add(piece with { Text = text });
            }

            left -= Cells.Width(text);
            if (text != piece.Text)
            {
                break;
            }
        }

        return new(kept.ToImmutable());
    }

    public static ScreenLine Of(int width, string text, Style style) => Of(width, [new Piece(text, style)]);

    /// <summary>A line in one style over the whole width.</summary>
    public static ScreenLine Bar(int width, string text, Style style) => Of(width, Cells.Fit(text, width), style);

    public bool Equals(ScreenLine? other) => other is not null && Pieces.SequenceEqual(other.Pieces);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
}
