// SPDX-License-Identifier: MIT
namespace KongMonitor.Top.Screen;

/// <summary>Cells of a screen.</summary>
readonly record struct ScreenSize(int Width, int Height);
