// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Language;

namespace KongMonitor;

/// <summary>The capture of a process that counts itself: how it begins, and what can end it.</summary>
static class OwnCapture
{
    /// <summary>Opens it, and says where its counts come from.</summary>
    public static CaptureSession Open(CaptureOptions options, Texts texts)
    {
        var session = Start(options, texts);
        if (options.Pinning != Pinning.Never)
        {
            OriginNotice.Say(session, texts);
        }

        return session;
    }

    /// <summary>Why it cannot go on, as a line for the user; null while it can.</summary>
    /// <param name="session">The capture.</param>
    /// <param name="events">Reads events; null: nobody does.</param>
    /// <param name="texts">The user's language.</param>
    public static string? FindProblem(CaptureSession session, EventReader? events, Texts texts) =>
        session.FindLostInterface() is { } lost ? Texts.Fill(texts.InterfaceGone, lost)
        : (events?.Failure ?? session.FoldFailure) is { } failure ? Failure.Explain(failure, texts)
        : null;

    static CaptureSession Start(CaptureOptions options, Texts texts)
    {
        try
        {
            return CaptureSession.Open(options);
        }
        catch (CaptureException) when (InterfaceNames.FindWrong(options.Interfaces, texts) is { } wrong)
        {
            throw wrong;
        }
    }
}
