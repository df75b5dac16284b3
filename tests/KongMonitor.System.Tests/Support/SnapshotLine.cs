// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.SystemTests.Support;

/// <summary>A snapshot as the monitor prints it with --format json.</summary>
sealed record SnapshotLine(
    DateTimeOffset Time, DateTimeOffset Since, bool Resumed, Row[] Containers, Row[] Methods, Row[] Domains, Row[] Paths, Row[] Statuses,
    Row[] Connections, LegLine[] Legs, Dictionary<string, long> NotHttp, Dictionary<string, long> NotHttpUpstream,
    long ConnectionsPresent, long ConnectionsEvicted, Dictionary<string, long> Losses, WarningLine[] Warnings)
{
    static readonly JsonSerializerOptions json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static SnapshotLine Parse(string line) => JsonSerializer.Deserialize<SnapshotLine>(line, json)!;

    public LegLine Downstream => Legs.Single(leg => leg.Leg == "downstream");

    public LegLine Upstream => Legs.Single(leg => leg.Leg == "upstream");
}
