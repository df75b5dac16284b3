// SPDX-License-Identifier: MIT
using KongMonitor.Bench.PacketCost;
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.Growth;

/// <summary>Exchanges on kept-alive connections that ask for so many different paths in turn.</summary>
sealed class PathGrowth : IGrowth
{
    const int Connections = 10;
    const int Batches = 100;
    static readonly byte[] request = HttpText.Get(80);
    readonly Conversation conversation;
    readonly Folding? folding;
    readonly int paths;

    public PathGrowth(Subject subject, int paths)
    {
        this.paths = paths;
        folding = subject.IsMonitor ? new(subject.Bpf) : null;
        conversation = new Conversation(subject, subject.TakeConnections(Connections), Connections).Open();
        conversation.Paths = (0, (uint)paths);
    }

    public void Fill()
    {
        for (var passed = 0; passed < paths; passed += Connections)
        {
            Exchange();
        }
    }

    public double Measure() => Enumerable.Range(0, Batches).Average(_ => Exchange());

    double Exchange()
    {
        var time = conversation.Client(request) + conversation.Server(HttpText.Ok);
        folding?.MakeRoom();
        return time;
    }
}
