// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Pins;

/// <summary>There is a bpffs, but this user cannot keep anything on it.</summary>
public sealed class PinException(string path, Exception reason)
    : CaptureException($"cannot pin programs and counts at {path} ({reason.Message}): run as a user who may write there, or with --no-pin", reason);
