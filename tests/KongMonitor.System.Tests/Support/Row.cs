// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>A row of any of a snapshot's tables: what a table does not have is null or 0.</summary>
sealed record Row(
    string Leg, int? Index, string? Id, string? Cgroup, string? Client, string? Server, string? Method, string? Domain, string? Path, int? Status,
    long Requests, long Responses, long Errors, long BytesSent, long BytesReceived, bool Group, bool Other);
