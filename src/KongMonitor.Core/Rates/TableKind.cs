// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Rates;

/// <summary>The tables of a snapshot.</summary>
public enum TableKind
{
    /// <summary>By domain and path.</summary>
    Paths,

    /// <summary>By domain.</summary>
    Domains,

    /// <summary>By method.</summary>
    Methods,

    /// <summary>By status: responses alone.</summary>
    Statuses,

    /// <summary>The most recent connections.</summary>
    Connections,

    /// <summary>By container.</summary>
    Containers,
}
