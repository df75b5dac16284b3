// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Otlp;
using LibBpf;

namespace KongMonitor.Serving;

/// <summary>Tells the capture which connections are the monitor's own.</summary>
sealed class SessionPorts(OwnPorts ports) : IOwnPorts
{
    public void Add(int port)
    {
        try
        {
            ports.Add(port);
        }
        catch (BpfException)
        {
            // Then the connection is counted with the gateway's, which is better than no export.
        }
    }

    public void Remove(int port) => ports.Remove(port);
}
