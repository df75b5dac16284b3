// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core.Rates;

/// <summary>What a table tells a row apart by; what it does not tell apart is null or 0.</summary>
public readonly record struct RowKey(
    Leg Leg, string? Method = null, string? Domain = null, string? Path = null, string? Client = null, string? Server = null, uint Number = 0)
{
    const uint Group = 1;
    const uint Other = 2;

    /// <summary>That of a row of methods, domains or paths.</summary>
    public static RowKey Of(TrafficRow row) =>
        new(row.Leg, row.Method, row.Domain, row.Path, Number: row.IsOther ? Other : row.IsGroup ? Group : 0);

    /// <summary>That of a status.</summary>
    public static RowKey Of(StatusRow row) => new(row.Leg, Number: row.Status);

    /// <summary>That of a container.</summary>
    public static RowKey Of(ContainerTrafficRow row) => new(row.Leg, Number: row.Index);

    /// <summary>That of a connection.</summary>
    public static RowKey Of(ConnectionRow row) => new(row.Leg, row.Method, row.Domain, row.Path, row.Client, row.Server);
}
