// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>How the object is configured before it is loaded.</summary>
public sealed record KernelOptions
{
    public static KernelOptions Default { get; } = new();

    public string Ports { get; init; } = "8000,8001,8002,8007,8100";

    public bool AllPorts { get; init; }

    public bool Upstream { get; init; } = true;

    public bool IncludeQuery { get; init; }

    /// <summary>The clock is the test's (<see cref="Kernel.SetClock"/>), and packets may be missing.</summary>
    public bool Replay { get; init; }

    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Rows of endpoint_map from which on it asks to be folded, 0 = never.</summary>
    public uint FoldAt { get; init; }

    /// <summary>Index of an interface without Ethernet header, 0 = none.</summary>
    public uint RawIpInterface { get; init; }

    /// <summary>"map=entries", several with commas; others keep their size.</summary>
    public string MapSizes { get; init; } = "";

    /// <summary>Loaded for this test alone: nothing that an earlier test left in the kernel's own maps.</summary>
    public bool Fresh { get; init; }
}
