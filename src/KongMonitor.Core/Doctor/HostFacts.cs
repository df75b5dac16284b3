// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Doctor;

/// <summary>What the machine and the network namespace are like.</summary>
public sealed record HostFacts
{
    /// <summary>The kernel's version.</summary>
    public required Version Kernel { get; init; }

    /// <summary>Whether the kernel has its own type information.</summary>
    public bool HasBtf { get; init; }

    /// <summary>The capabilities that the process lacks.</summary>
    public ImmutableArray<string> MissingCapabilities { get; init; } = [];

    /// <summary>Where a bpffs is mounted; null: nowhere.</summary>
    public string? Bpffs { get; init; }

    /// <summary>Where an earlier run left programs and counts, with no monitor running now; null: nowhere.</summary>
    public string? LeftPins { get; init; }

    /// <summary>Kernel lockdown: none, integrity or confidentiality; null where the kernel has none.</summary>
    public string? Lockdown { get; init; }

    /// <summary>Whether the kernel's answer on lockdown can be read here.</summary>
    public bool IsLockdownKnown { get; init; }

    /// <summary>Whether a cgroup2 tree is mounted.</summary>
    public bool HasCgroups { get; init; }

    /// <summary>Who watches this network namespace already; null: nobody.</summary>
    public string? Holder { get; init; }

    /// <summary>What the checks took from a monitor here, as options; null: nothing.</summary>
    public string? Followed { get; init; }

    /// <summary>Whether that could not be known.</summary>
    public bool IsMonitorUnknown { get; init; }

    /// <summary>Why the monitor's programs could not be loaded; null if they were.</summary>
    public string? ProgramsFailure { get; init; }

    /// <summary>The interfaces that are to be watched; none: none was named, and there is no default route.</summary>
    public ImmutableArray<InterfaceFacts> Interfaces { get; init; } = [];

    /// <summary>The TCP ports that somebody listens on, ascending.</summary>
    public ImmutableArray<int> Listening { get; init; } = [];

    /// <summary>The gateway's ports, as ranges without a gap between two ports.</summary>
    public ImmutableArray<(int First, int Last)> Ports { get; init; } = [];

    /// <summary>Whether the user named them.</summary>
    public bool ArePortsGiven { get; init; }
}
