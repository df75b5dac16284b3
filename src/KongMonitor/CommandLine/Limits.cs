// SPDX-License-Identifier: MIT
namespace KongMonitor.CommandLine;

/// <summary>What several commands allow, and what they take when nothing is said.</summary>
static class Limits
{
    public const int MostConnections = 1_000_000;
    public const int TextConnections = 20;
    public const int JsonConnections = 1000;
    public static readonly TimeSpan UsualInterval = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    public static readonly TimeSpan ADay = TimeSpan.FromHours(24);

    /// <summary>Connections in a report.</summary>
    public static int Connections(OutputFormat format) => format == OutputFormat.Json ? JsonConnections : TextConnections;
}
