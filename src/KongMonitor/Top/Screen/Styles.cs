// SPDX-License-Identifier: MIT
using Spectre.Console;

namespace KongMonitor.Top.Screen;

/// <summary>How things look. The terminal's own sixteen colours, so that its theme holds.</summary>
static class Styles
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Faint = new(decoration: Decoration.Dim);
    public static readonly Style Head = new(decoration: Decoration.Invert);
    public static readonly Style Sorted = new(decoration: Decoration.Invert | Decoration.Bold);
    public static readonly Style Selected = new(Color.Black, Color.Teal);
    public static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);
    public static readonly Style Notice = new(Color.Olive);
    public static readonly Style Badge = new(Color.Black, Color.Olive);
}
