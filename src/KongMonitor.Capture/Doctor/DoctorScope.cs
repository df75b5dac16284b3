// SPDX-License-Identifier: MIT
using KongMonitor.Core.Doctor;

namespace KongMonitor.Capture.Doctor;

/// <summary>What the checks are about: what the user named, else what a monitor here watches, else the defaults of a run.</summary>
public sealed record DoctorScope
{
    /// <summary>Names of the interfaces.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    /// <summary>Ports of the gateway.</summary>
    public required PortSet Ports { get; init; }

    /// <summary>Whether the ports are somebody's choice.</summary>
    public bool ArePortsGiven { get; init; }

    /// <summary>Whether the gateway's own exchanges are to be counted.</summary>
    public bool Upstream { get; init; } = true;

    /// <summary>What was taken from a monitor here, as options; null: nothing.</summary>
    public string? Followed { get; init; }

    /// <summary>Whether something was left to the doctor that would have been taken from a monitor here.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Finds it out.</summary>
    public static DoctorScope Of(DoctorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var isOpen = options.Interfaces.Count == 0 || options.Ports is null;
        var monitor = isOpen ? WatchedByMonitor.Find() : null;
        var ports = options.Ports ?? monitor?.Ports ?? PortSet.KongDefaults();
        return new()
        {
            Interfaces = options.Interfaces.Count > 0 ? [.. options.Interfaces.Distinct()]
                : monitor is { Interfaces.Count: > 0 } ? monitor.Interfaces
                : DefaultRoute.TryFindInterface() is { } name ? [name]
                : [],
            Ports = ports,
            ArePortsGiven = options.Ports is not null || !ports.Bitmap.SequenceEqual(PortSet.KongDefaults().Bitmap),
            Upstream = monitor?.Upstream ?? true,
            Followed = monitor is null ? null : Show(options, monitor),
            IsOpen = isOpen,
        };
    }

    static string Show(DoctorOptions options, WatchedByMonitor monitor)
    {
        IEnumerable<string> interfaces = options.Interfaces.Count > 0 ? [] : monitor.Interfaces.Select(name => $"--interface {name}");
        IEnumerable<string> ports = options.Ports is not null ? []
            : monitor.Ports.IsAll ? ["--all-ports"]
            : monitor.Ports.Ranges().Select(range => $"--port {HostJudgement.Show([range])}");
        return string.Join(' ', [.. interfaces, .. ports, .. monitor.Upstream ? [] : (string[])["--no-upstream"]]);
    }
}
