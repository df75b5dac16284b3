// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Capture;

/// <summary>Which connections a configuration follows.</summary>
static class WatchedTraffic
{
    /// <summary>Whether connections that were followed before are not followed now.</summary>
    public static bool IsLess(in MonitorConfig before, in MonitorConfig now)
    {
        if (before.Upstream > now.Upstream || before.AllPorts > now.AllPorts)
        {
            return true;
        }

        if (now.AllPorts != 0)
        {
            return false;
        }

        var then = before.Ports.AsReadOnlySpan();
        var today = now.Ports.AsReadOnlySpan();
        for (var i = 0; i < then.Length; i++)
        {
            if ((then[i] & ~today[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
