// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Core;
using KongMonitor.Language;
using KongMonitor.Output;

namespace KongMonitor;

/// <summary>Takes off what earlier runs left, and says what that was.</summary>
static class DetachRun
{
    /// <summary>Returns the exit code.</summary>
    public static int Run(DetachOptions options)
    {
        using var namespaceLock = NamespaceLock.Acquire();
        var result = Detachment.Run(options.Interfaces, options.BpfFileSystem);
        var texts = options.Texts;
        if (result.Hooks.Count == 0 && InterfaceNames.FindWrong(options.Interfaces, texts) is { } wrong)
        {
            throw wrong;
        }

        var lines = new LineBuffer(new StandardOutput());
        foreach (var hook in result.Hooks)
        {
            lines.Line(Texts.Fill(texts.Detached, WireText.Show(Encoding.UTF8.GetBytes(hook))));
        }

        if (result.Counts)
        {
            lines.Line(texts.CountsRemoved);
        }
        else if (result.GoesOn && result.Hooks.Count > 0)
        {
            lines.Line(texts.CountsGoOn);
        }
        else if (result.Hooks.Count == 0)
        {
            lines.Line(texts.NothingToDetach);
        }

        lines.Flush();
        return 0;
    }
}
