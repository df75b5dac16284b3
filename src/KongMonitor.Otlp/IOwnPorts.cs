// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp;

/// <summary>Is told of the exporter's connections, so that nobody takes them for the gateway's. Called by any thread.</summary>
public interface IOwnPorts
{
    /// <summary>A connection begins at that local port; nothing was sent yet.</summary>
    void Add(int port);

    /// <summary>It is over.</summary>
    void Remove(int port);
}
