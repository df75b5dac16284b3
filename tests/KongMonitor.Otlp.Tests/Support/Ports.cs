// SPDX-License-Identifier: MIT
namespace KongMonitor.OtlpTests.Support;

/// <summary>The local ports that the exporter said are its own.</summary>
sealed class Ports : IOwnPorts
{
    readonly Lock gate = new();
    readonly List<int> all = [];
    readonly HashSet<int> open = [];

    /// <summary>All there ever were.</summary>
    public IReadOnlyList<int> All
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    /// <summary>How many were not given back.</summary>
    public int Open
    {
        get
        {
            lock (gate)
            {
                return open.Count;
            }
        }
    }

    public void Add(int port)
    {
        lock (gate)
        {
            all.Add(port);
            Assert.True(open.Add(port), $"port {port} twice");
        }
    }

    public void Remove(int port)
    {
        lock (gate)
        {
            Assert.True(open.Remove(port), $"port {port} was not added");
        }
    }
}
