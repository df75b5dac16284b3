// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor;

/// <summary>Ctrl-C, SIGTERM and SIGHUP end a run in order; a second signal ends the process at once.</summary>
sealed class StopSignals : IDisposable
{
    readonly PosixSignalRegistration[] registrations;

    public StopSignals()
    {
        registrations = [At(PosixSignal.SIGINT), At(PosixSignal.SIGTERM), At(PosixSignal.SIGHUP)];
    }

    /// <summary>Never disposed: a signal or a writing thread may still use it when the run is over.</summary>
    public CancellationTokenSource Source { get; } = new();

    /// <summary>Leaves the signals to the system again.</summary>
    public void Dispose() => Array.ForEach(registrations, registration => registration.Dispose());

    PosixSignalRegistration At(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        context.Cancel = !Source.IsCancellationRequested;
        Source.Cancel();
    });
}
