// SPDX-License-Identifier: MIT
namespace KongMonitor.Top.Input;

/// <summary>Keys that the screen knows.</summary>
enum KeyKind
{
    /// <summary>A character.</summary>
    Text,
    Enter,
    Escape,
    Backspace,
    Delete,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,

    /// <summary>Ctrl-C.</summary>
    Interrupt,

    /// <summary>Ctrl-U.</summary>
    EraseLine,

    /// <summary>Ctrl-L.</summary>
    Redraw,
}
