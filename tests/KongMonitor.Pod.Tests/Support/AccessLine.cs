// SPDX-License-Identifier: MIT
namespace KongMonitor.PodTests.Support;

/// <summary>A line of the gateway's access log.</summary>
sealed record AccessLine(string Method, string Domain, string Path, int Status, long Sent, long Received);
