// SPDX-License-Identifier: MIT
using KongMonitor.Core.Filters;
using KongMonitor.Top.Input;
using KongMonitor.Top.Screen;

namespace KongMonitor.Top;

/// <summary>What keys do while a filter is typed.</summary>
static class FilterKeys
{
    public static TopState Press(TopState state, FilterEdit edit, Key key) => key.Kind switch
    {
        KeyKind.Escape => state with { Edit = null },
        KeyKind.Enter => Apply(state, edit),
        KeyKind.Text when Cells.IsHarmless(key.Character) => state with { Edit = Insert(edit, key.Character.ToString()) },
        KeyKind.Backspace => state with { Edit = Remove(edit, Before(edit), edit.Cursor) },
        KeyKind.Delete => state with { Edit = Remove(edit, edit.Cursor, After(edit)) },
        KeyKind.EraseLine => state with { Edit = new("", 0) },
        KeyKind.Left => state with { Edit = edit with { Cursor = Before(edit) } },
        KeyKind.Right => state with { Edit = edit with { Cursor = After(edit) } },
        KeyKind.Home => state with { Edit = edit with { Cursor = 0 } },
        KeyKind.End => state with { Edit = edit with { Cursor = edit.Text.Length } },
        _ => state,
    };

    static TopState Apply(TopState state, FilterEdit edit) => Filter.TryParse(edit.Text, out var filter, out var problem)
        ? state with { Edit = null, Filter = filter.Text == state.Filter.Text ? state.Filter : filter, Selected = 0, First = 0 }
        : state with { Edit = edit with { Problem = problem, Cursor = Math.Min(problem.At + problem.Length, edit.Text.Length) } };

    static FilterEdit Insert(FilterEdit edit, string text) => new(edit.Text.Insert(edit.Cursor, text), edit.Cursor + text.Length);

    static FilterEdit Remove(FilterEdit edit, int from, int to) => new(edit.Text.Remove(from, to - from), from);

    static int Before(FilterEdit edit) => edit.Cursor == 0 ? 0 : edit.Cursor - (edit.Cursor > 1 && char.IsLowSurrogate(edit.Text[edit.Cursor - 1]) ? 2 : 1);

    static int After(FilterEdit edit) => edit.Cursor == edit.Text.Length ? edit.Cursor
        : edit.Cursor + (char.IsHighSurrogate(edit.Text[edit.Cursor]) && edit.Cursor + 1 < edit.Text.Length ? 2 : 1);
}
