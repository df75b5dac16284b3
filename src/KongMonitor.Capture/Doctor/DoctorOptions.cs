// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture.Doctor;

/// <summary>What a run would be asked for, and how long to look.</summary>
public sealed record DoctorOptions
{
    /// <summary>Names of the interfaces; none: those that a monitor here watches, else that of the default route.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>Ports of the gateway; null: those that a monitor here watches, else Kong's defaults.</summary>
    public PortSet? Ports { get; init; }

    /// <summary>How long to look at the traffic.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(5);
}
