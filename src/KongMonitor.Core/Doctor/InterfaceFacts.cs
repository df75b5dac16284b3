// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Doctor;

/// <summary>An interface that is to be watched.</summary>
public sealed record InterfaceFacts(string Name)
{
    /// <summary>Its index in the network namespace.</summary>
    public int Index { get; init; }

    /// <summary>Its driver; empty where it tells none.</summary>
    public string Driver { get; init; } = "";

    /// <summary>Whether it is up.</summary>
    public bool IsUp { get; init; }

    /// <summary>How the monitor reads it: "XDP generic, TCX".</summary>
    public string Hooks { get; init; } = "";

    /// <summary>Another's XDP program in the place of ours, as it is shown; null where there is none.</summary>
    public string? OtherXdp { get; init; }

    /// <summary>Others' TC programs, as they are shown.</summary>
    public ImmutableArray<string> OtherTc { get; init; } = [];

    /// <summary>Why it cannot be watched; null if it can.</summary>
    public string? Failure { get; init; }
}
