// SPDX-License-Identifier: MIT
using System.Net.NetworkInformation;

namespace KongMonitor.Bench.Surroundings;

/// <summary>The gateway's interfaces, in the network namespace of this process.</summary>
static class GatewayInterface
{
    /// <summary>Of the one with the traffic.</summary>
    public static int Index { get; } = Find(Lab.Interface);

    public static int Find(string name)
    {
        var found = NetworkInterface.GetAllNetworkInterfaces().FirstOrDefault(each => each.Name == name);
        return found?.GetIPProperties().GetIPv4Properties().Index
            ?? throw new BenchException($"there is no {name} here: this runs inside the lab's gateway, ./bench does that");
    }
}
