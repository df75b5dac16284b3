// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>The file that was named can't be replayed. The message is one line for the user.</summary>
public sealed class BadCaptureException(string message) : CaptureException(message);
