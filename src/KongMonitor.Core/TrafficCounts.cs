// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>
/// What every row counts. Bytes sent go from client to server, bytes received from
/// server to client; errors are 4xx, 5xx and unanswered requests.
/// </summary>
public readonly record struct TrafficCounts(ulong Requests, ulong Responses, ulong BytesSent, ulong BytesReceived, ulong Errors);
