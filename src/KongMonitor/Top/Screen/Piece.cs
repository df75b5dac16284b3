// SPDX-License-Identifier: MIT
using Spectre.Console;

namespace KongMonitor.Top.Screen;

/// <summary>Text in one style.</summary>
readonly record struct Piece(string Text, Style Style);
