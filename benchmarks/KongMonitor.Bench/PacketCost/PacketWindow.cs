// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.PacketCost;

/// <summary>How long a window is.</summary>
/// <param name="Connections">Repetitions of a packet, each on a connection of its own.</param>
/// <param name="Batches">How many such packets one after the other.</param>
/// <param name="Walk">What makes the caches cold; null: they are warm.</param>
sealed record PacketWindow(int Connections, int Batches, CacheWalk? Walk)
{
    public Arm<double> Arm(string name, Scenario scenario, Subject subject)
    {
        var send = scenario.Prepare(new(subject, Connections, Walk));
        return new(name, () => Enumerable.Range(0, Batches).Average(_ => send()));
    }
}
