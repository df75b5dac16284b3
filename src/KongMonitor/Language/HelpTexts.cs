// SPDX-License-Identifier: MIT
namespace KongMonitor.Language;

/// <summary>What --help says of the command and of each option.</summary>
sealed record HelpTexts
{
    public required string Program { get; init; }

    public required string Run { get; init; }

    public required string Top { get; init; }

    public required string TopInterval { get; init; }

    public required string TopDuration { get; init; }

    public required string TopFilter { get; init; }

    public required string Replay { get; init; }

    public required string Detach { get; init; }

    public required string ReplayFile { get; init; }

    public required string ReplayPort { get; init; }

    public required string Doctor { get; init; }

    public required string DoctorInterface { get; init; }

    public required string DoctorPort { get; init; }

    public required string DoctorAllPorts { get; init; }

    public required string DoctorDuration { get; init; }

    public required string DoctorFormat { get; init; }

    public required string Gateway { get; init; }

    public required string Interface { get; init; }

    public required string Port { get; init; }

    public required string AllPorts { get; init; }

    public required string Upstream { get; init; }

    public required string NoUpstream { get; init; }

    public required string Ingress { get; init; }

    public required string XdpMode { get; init; }

    public required string Interval { get; init; }

    public required string Duration { get; init; }

    public required string Format { get; init; }

    public required string NoEvents { get; init; }

    public required string Lang { get; init; }

    public required string IncludeQuery { get; init; }

    public required string Filter { get; init; }

    public required string MapSize { get; init; }

    public required string RingSize { get; init; }

    public required string Connections { get; init; }

    public required string Timeout { get; init; }

    public required string Keep { get; init; }

    public required string NoPin { get; init; }

    public required string BpfFileSystem { get; init; }

    public required string Listen { get; init; }

    public required string Otlp { get; init; }

    public required string MaxSeries { get; init; }

    public required string FullPaths { get; init; }

    public required string DetachInterface { get; init; }
}
