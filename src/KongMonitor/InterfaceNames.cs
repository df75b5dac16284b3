// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Language;

namespace KongMonitor;

/// <summary>Tells a wrong name from other reasons why an interface cannot be watched, after the capture has failed.</summary>
static class InterfaceNames
{
    /// <summary>Says what is allowed, if one of the names that the user gave does not exist; else null.</summary>
    public static BadValueException? FindWrong(MonitorOptions options)
    {
        var there = InterfaceTable.Names().ToArray();
        var wrong = options.Capture.Interfaces.FirstOrDefault(name => !there.Contains(name));
        return wrong is null
            ? null
            : new BadValueException(Texts.Fill(options.Texts.BadInterface, "--interface", wrong, string.Join(", ", there)));
    }
}
