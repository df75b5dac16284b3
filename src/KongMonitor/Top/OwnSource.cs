// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.Language;

namespace KongMonitor.Top;

/// <summary>A monitor of its own, as <c>run</c> is one.</summary>
sealed class OwnSource(CaptureSession session, TopCommandOptions options) : ITopSource
{
    readonly GarbageLimit garbage = new();

    public string? Holder => null;

    public CountState State => CountState.Counting;

    public Snapshot Read(Filter filter)
    {
        var snapshot = SnapshotBuilder.Build(
            session.Read(allConnections: !filter.IsEverything), new() { Filter = filter, Connections = options.Capture.Connections });
        garbage.Keep();
        return snapshot;
    }

    public string? Beat()
    {
        session.Sweep();
        return session.FindLostInterface() is { } lost ? Texts.Fill(options.Texts.InterfaceGone, lost)
            : session.FoldFailure is { } failure ? Failure.Explain(failure, options.Texts)
            : null;
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
