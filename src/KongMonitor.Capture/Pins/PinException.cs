// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Pins;

/// <summary>There is a bpffs, but this user cannot keep anything on it.</summary>
/// <param name="path">Where it was to be.</param>
/// <param name="reason">What the system said.</param>
public sealed class PinException(string path, string reason)
    : CaptureException($"cannot pin programs and counts at {path} ({reason}): run as a user who may write there, or with --no-pin")
{
    /// <summary>Where it was to be.</summary>
    public string PinPath => path;

    /// <summary>What the system said.</summary>
    public string Reason => reason;
}
