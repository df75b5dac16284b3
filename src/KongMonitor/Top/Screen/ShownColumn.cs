// SPDX-License-Identifier: MIT
namespace KongMonitor.Top.Screen;

/// <summary>A column of numbers, right-aligned, with a blank before it.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Cells">What stands in it.</param>
/// <param name="Keep">The larger, the longer it stays when the screen is narrow.</param>
/// <param name="Least">Cells that it has at least, so that it does not jump with its numbers.</param>
sealed record ShownColumn(string Title, IReadOnlyList<string> Cells, int Keep, int Least = 6)
{
    public int Width { get; } = 1 + Math.Max(Least, Math.Max(Screen.Cells.Width(Title), Cells.Count == 0 ? 0 : Cells.Max(Screen.Cells.Width)));

    /// <summary>Those that there is room for, in their order.</summary>
    public static IReadOnlyList<T> Fitting<T>(IReadOnlyList<T> columns, int width, Func<T, ShownColumn> of)
    {
        var left = width;
        var kept = new HashSet<int>();
        foreach (var (index, column) in columns.Index().OrderByDescending(column => of(column.Item).Keep))
        {
            left -= of(column).Width;
            if (left < 0)
            {
                break;
            }

            kept.Add(index);
        }

        return [.. columns.Index().Where(column => kept.Contains(column.Index)).Select(column => column.Item)];
    }
}
