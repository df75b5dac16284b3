// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>The capture cannot run. The message is one line for the user: what was tried, why it failed, what to do.</summary>
public class CaptureException(string message, Exception? inner = null) : Exception(message, inner);
