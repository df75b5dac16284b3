// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Doctor;

/// <summary>What passed an interface while the survey looked.</summary>
public sealed record InterfaceTraffic(string Name)
{
    /// <summary>Whether a monitor with the same options would look at it.</summary>
    public bool IsWatched { get; init; }

    /// <summary>TCP packets that came in. On lo every packet is an outgoing one.</summary>
    public ulong PacketsIn { get; init; }

    /// <summary>Their payload.</summary>
    public ulong BytesIn { get; init; }

    /// <summary>TCP packets that went out.</summary>
    public ulong PacketsOut { get; init; }

    /// <summary>Their payload.</summary>
    public ulong BytesOut { get; init; }

    /// <summary>Packets with payload, both ways.</summary>
    public ulong Segments { get; init; }

    /// <summary>Packets of other protocols.</summary>
    public ulong NotTcp { get; init; }

    /// <summary>IP fragments.</summary>
    public ulong Fragments { get; init; }

    /// <summary>TCP that was cut short, or that the kernel would not give.</summary>
    public ulong Unreadable { get; init; }
}
