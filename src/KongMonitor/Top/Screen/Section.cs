// SPDX-License-Identifier: MIT
namespace KongMonitor.Top.Screen;

/// <summary>Lines that belong together, above or below the table's rows.</summary>
/// <param name="Keep">The larger, the longer they stay when the screen is low.</param>
/// <param name="Lines">The lines.</param>
sealed record Section(int Keep, IReadOnlyList<ScreenLine> Lines)
{
    public Section(int keep, ScreenLine line)
        : this(keep, [line])
    {
    }
}
