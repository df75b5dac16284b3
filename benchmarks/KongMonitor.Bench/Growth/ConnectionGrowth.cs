// SPDX-License-Identifier: MIT
using KongMonitor.Bench.PacketCost;
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.Growth;

/// <summary>Short connections, one after another, of so many different ends: handshake, one exchange, close.</summary>
sealed class ConnectionGrowth(Subject subject, int connections) : IGrowth
{
    const int Batch = 10;
    const int FillBatch = 200; // whose events the ring has room for
    const int Batches = 100;
    const uint Apart = 1 << 16; // in sequence numbers, of connections that have the same ends
    static readonly byte[] request = HttpText.Get(80);
    int position;
    uint sequence = Apart;

    public void Fill()
    {
        for (var passed = 0; passed < connections; passed += FillBatch)
        {
            Exchange(Math.Min(FillBatch, connections));
        }
    }

    public double Measure() => Enumerable.Range(0, Batches).Average(_ => Exchange(Batch));

    double Exchange(int count)
    {
        var conversation = new Conversation(subject, position, count, sequence: sequence).Open();
        var time = conversation.Client(request) + conversation.Server(HttpText.Ok);
        conversation.Close();
        position = (position + count) % connections;
        sequence += position == 0 ? Apart : 0;
        return time;
    }
}
