// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Capture;
using KongMonitor.Language;

namespace KongMonitor;

/// <summary>One line at the start about counts that began before it, or that will not outlive the process.</summary>
static class OriginNotice
{
    public static void Say(CaptureSession session, Texts texts)
    {
        switch (session.Origin)
        {
            case CountOrigin.Unpinned:
                Failure.Say(session.PinProblem is { } problem ? Texts.Fill(texts.CountsCannotPin, Failure.Explain(problem, texts)) : texts.CountsUnpinned);
                break;
            case CountOrigin.Adopted:
                Failure.Say(Texts.Fill(texts.CountsAdopted, session.Since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
                break;
            case CountOrigin.OtherLayout:
                Failure.Say(texts.CountsStartAfresh);
                break;
        }
    }
}
