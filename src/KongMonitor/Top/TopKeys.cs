// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core.Rates;
using KongMonitor.Top.Input;
using KongMonitor.Top.Screen;

namespace KongMonitor.Top;

/// <summary>What keys do.</summary>
static class TopKeys
{
    /// <summary>The state after a key.</summary>
    /// <param name="state">Before it.</param>
    /// <param name="key">The key.</param>
    /// <param name="shown">What the user saw.</param>
    public static TopState Press(TopState state, Key key, Frame shown)
    {
        if (key.Kind == KeyKind.Interrupt)
        {
            return state with { IsOver = true };
        }

        return state.ShowsHelp ? InHelp(state, key, shown)
            : state.Edit is { } edit ? FilterKeys.Press(state, edit, key)
            : key.Kind == KeyKind.Text ? OfCharacter(state, (char)Math.Min(key.Character.Value, char.MaxValue), shown)
            : Move(state, key.Kind, shown);
    }

    static TopState OfCharacter(TopState state, char character, Frame shown) => character switch
    {
        'q' or 'Q' => state with { IsOver = true },
        '?' or 'h' or 'H' => state with { ShowsHelp = true, HelpFirst = 0 },
        >= '1' and <= '6' => Top(state with { Kind = (TableKind)(character - '1') }),
        'l' or 'L' => Top(state with { Leg = state.Leg == Leg.Downstream ? Leg.Upstream : Leg.Downstream }),
        's' or '>' or '.' => Top(state with { Sort = TopColumns.Step(state.Kind, state.Sort, 1) }),
        'S' or '<' or ',' => Top(state with { Sort = TopColumns.Step(state.Kind, state.Sort, -1) }),
        'r' or 'R' => Top(state with { IsReversed = !state.IsReversed }),
        'p' or 'P' or ' ' => state with { IsPaused = !state.IsPaused },
        '/' => state with { Edit = new(state.Filter.Text, state.Filter.Text.Length) },
        'g' => Move(state, KeyKind.Home, shown),
        'G' => Move(state, KeyKind.End, shown),
        'k' => Move(state, KeyKind.Up, shown),
        'j' => Move(state, KeyKind.Down, shown),
        _ => state,
    };

    static TopState Top(TopState state) => state with { Selected = 0, First = 0 };

    static TopState Move(TopState state, KeyKind key, Frame shown)
    {
        var last = Math.Max(0, shown.Rows - 1);
        var selected = Math.Min(state.Selected, last);
        var page = Math.Max(1, shown.Page);
        return state with
        {
            First = shown.First,
            Selected = Math.Clamp(
                key switch
                {
                    KeyKind.Up => selected - 1,
                    KeyKind.Down => selected + 1,
                    KeyKind.PageUp => selected - page,
                    KeyKind.PageDown => selected + page,
                    KeyKind.Home => 0,
                    KeyKind.End => last,
                    _ => selected,
                },
                0,
                last),
        };
    }

    // As much as fits is shown; any key that does not move ends it.
    static TopState InHelp(TopState state, Key key, Frame shown)
    {
        var last = Math.Max(0, shown.Rows - shown.Page);
        int? first = key.Kind switch
        {
            KeyKind.Up => shown.First - 1,
            KeyKind.Down => shown.First + 1,
            KeyKind.PageUp => shown.First - shown.Page,
            KeyKind.PageDown => shown.First + shown.Page,
            KeyKind.Home => 0,
            KeyKind.End => last,
            KeyKind.Redraw => shown.First,
            _ => null,
        };
        return first is { } line ? state with { HelpFirst = Math.Clamp(line, 0, last) } : state with { ShowsHelp = false };
    }
}
