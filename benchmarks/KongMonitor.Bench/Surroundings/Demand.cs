// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Surroundings;

/// <summary>What the gateway is asked for.</summary>
/// <param name="Path">The request's target.</param>
/// <param name="Method">Its method.</param>
/// <param name="Body">So many bytes are sent with it.</param>
/// <param name="IsUnique">A number that is another one each time follows the path.</param>
sealed record Demand(string Path, string Method = "GET", int Body = 0, bool IsUnique = false)
{
    /// <summary>`return 200` by nginx itself.</summary>
    public static Demand Return200 { get; } = new("/fixed/");

    /// <summary>The same, another path each time.</summary>
    public static Demand Unique { get; } = Return200 with { IsUnique = true };

    /// <summary>A request that the gateway passes on to a service.</summary>
    public static Demand Proxied { get; } = new("/proxied/");

    /// <summary>A file of 12 KB.</summary>
    public static Demand SmallFile { get; } = new("/static/text.txt");

    /// <summary>A file of 1 MB.</summary>
    public static Demand LargeFile { get; } = new("/static/1m.bin");
}
