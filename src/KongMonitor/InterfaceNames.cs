// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Language;

namespace KongMonitor;

/// <summary>Tells a wrong name from other reasons why an interface cannot be watched, after the capture has failed.</summary>
static class InterfaceNames
{
    /// <summary>Says what is allowed, if one of the names that the user gave does not exist; else null.</summary>
    public static BadValueException? FindWrong(IReadOnlyList<string> interfaces, Texts texts)
    {
        var there = InterfaceTable.Names().ToArray();
        var wrong = interfaces.FirstOrDefault(name => !there.Contains(name));
        return wrong is null
            ? null
            : new BadValueException(Texts.Fill(texts.BadInterface, "--interface", wrong, string.Join(", ", there)));
    }
}
