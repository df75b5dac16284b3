// SPDX-License-Identifier: MIT
using System.Net;

namespace KongMonitor.SystemTests.Support;

/// <summary>
/// A second pair of interfaces, eth1 at the client and at the gateway, by which the gateway sends what the client is to get:
/// requests arrive on eth0, responses leave by eth1. Gone when disposed.
/// </summary>
sealed class SecondLink : IDisposable
{
    readonly Lab lab;

    public SecondLink(Lab lab)
    {
        this.lab = lab;
        Command.Run("ip", "link", "add", "eth1", "netns", lab.Gateway, "type", "veth", "peer", "name", "eth1", "netns", lab.Client);
        foreach (var host in (string[])[lab.Gateway, lab.Client])
        {
            Command.Run("ip", "-n", host, "link", "set", "eth1", "up");
            foreach (var place in (string[])["all", "eth0", "eth1"])
            {
                Command.RunIn(host, "sysctl", "-qw", $"net.ipv4.conf.{place}.rp_filter=0");
            }
        }

        Command.Run("ip", "-n", lab.Gateway, "route", "add", $"{lab.ClientAddress}/32", "dev", "eth1", "src", $"{lab.GatewayAddress}");
    }

    // The peer and the route go with it.
    public void Dispose() => Command.Run("ip", "-n", lab.Gateway, "link", "delete", "eth1");
}
