// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>Another monitor holds this network namespace.</summary>
public sealed class AlreadyRunningException(string holder) : CaptureException(
    $"another monitor watches this network namespace: {holder}; stop it first, or use its output")
{
    /// <summary>What the other one says of itself: process id, host name, start.</summary>
    public string Holder => holder;
}
