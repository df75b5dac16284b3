// SPDX-License-Identifier: MIT
using System.Text;

namespace KongMonitor.Top.Input;

/// <summary>A key that was pressed; the character is that of <see cref="KeyKind.Text"/>.</summary>
readonly record struct Key(KeyKind Kind, Rune Character = default)
{
    public static Key Of(char character) => new(KeyKind.Text, new Rune(character));
}
