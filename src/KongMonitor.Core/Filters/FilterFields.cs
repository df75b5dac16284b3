// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>What a filter's words can be about. A member's name in snake case is the word's.</summary>
[Flags]
enum FilterFields
{
    None = 0,
    Method = 1 << 0,
    Domain = 1 << 1,
    Path = 1 << 2,
    Status = 1 << 3,
    Client = 1 << 4,
    Server = 1 << 5,
    Leg = 1 << 6,
    Container = 1 << 7,
    Latency = 1 << 8,
    Ttfb = 1 << 9,
    Outcome = 1 << 10,
    Reason = 1 << 11,

    /// <summary>What the rows of connections know.</summary>
    OfConnections = Method | Domain | Path | Client | Server | Leg | Container,

    /// <summary>What the rows know that exchanges are counted in.</summary>
    OfExchanges = Method | Domain | Path | Status | Leg | Container | Outcome | Reason,
}
