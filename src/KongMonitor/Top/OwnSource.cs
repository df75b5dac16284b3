// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Core;

namespace KongMonitor.Top;

/// <summary>A monitor of its own, as <c>run</c> is one.</summary>
sealed class OwnSource(CaptureSession session, TopCommandOptions options) : ITopSource
{
    public CountOwner Owner => CountOwner.Self;

    public KernelReading Read(bool allConnections) => session.Read(allConnections);

    public string? Beat()
    {
        session.Sweep();
        return OwnCapture.FindProblem(session, null, options.Texts);
    }

    public void Finish()
    {
        if (!options.Keep)
        {
            session.Detach();
        }
    }

    public void Dispose() => session.Dispose();
}
