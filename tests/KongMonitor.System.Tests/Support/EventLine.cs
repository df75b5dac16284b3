// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>An event as the monitor prints it with --format json.</summary>
sealed record EventLine(
    string Type, DateTimeOffset Time, string Src, string Dst, string Method, string Domain, string Path,
    int Status, long Bytes, string Leg, double? TtfbUs, double? TotalUs, string? Reason = null, int Container = 0);
