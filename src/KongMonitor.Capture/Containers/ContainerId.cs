// SPDX-License-Identifier: MIT
using System.Buffers;

namespace KongMonitor.Capture.Containers;

/// <summary>The ids that all runtimes give: 64 hexadecimal digits in lower case.</summary>
static class ContainerId
{
    /// <summary>How many of them the tools print.</summary>
    public const int ShortLength = 12;

    const int Length = 64;
    static readonly SearchValues<char> digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether the text is an id and nothing else: only then may it become part of a path.</summary>
    public static bool Is(ReadOnlySpan<char> text) => text.Length == Length && !text.ContainsAnyExcept(digits);
}
