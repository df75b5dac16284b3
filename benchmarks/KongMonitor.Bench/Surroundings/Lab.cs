// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Surroundings;

/// <summary>The network that eng/lab/lab.sh made. This process runs in its gateway's namespace.</summary>
sealed class Lab
{
    /// <summary>The gateway's interface.</summary>
    public const string Interface = "eth0";

    readonly Dictionary<string, string> facts;

    Lab(Dictionary<string, string> facts) => this.facts = facts;

    /// <summary>The directory with what its programs write.</summary>
    public string State => facts["STATE"];

    /// <summary>The network namespace of the client.</summary>
    public string ClientNamespace => facts["CLIENT_NAMESPACE"];

    /// <summary>The gateway as the client names it.</summary>
    public string GatewayUrl => $"http://198.18.{facts["SUBNET"]}.2:8000";

    /// <summary>A bpffs for what a monitor pins.</summary>
    public string BpfFileSystem => Path.Combine(facts["STATE"], "bpffs");

    /// <param name="path">The file lab.env of lines KEY=VALUE.</param>
    public static Lab Read(string path) => new(File.ReadLines(path)
        .Select(line => line.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]));
}
