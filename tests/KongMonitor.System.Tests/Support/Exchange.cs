// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>
/// One request and its response, as the client, nginx or the monitor saw it. Domain and
/// path in the form that the monitor shows; status 0 for a request without an answer.
/// </summary>
sealed record Exchange(string Client, string Method, string Domain, string Path, int Status, long Sent, long Received);
