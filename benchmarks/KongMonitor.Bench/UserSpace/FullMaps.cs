// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Bench.PacketCost;
using KongMonitor.Bench.TestRuns;
using KongMonitor.Capture;
using KongMonitor.Core;
using LibBpf;

namespace KongMonitor.Bench.UserSpace;

/// <summary>A monitor that has seen so many connections and paths, and what reads its maps.</summary>
sealed class FullMaps : IDisposable
{
    public const int Rows = 10_000;

    /// <summary>The kernel gives up rows of a map that keeps the recent ones a little before it is full.</summary>
    public const int LeastRows = Rows - Rows / 50;
    const int Batch = 200; // whose events the ring has room for
    static readonly byte[] request = HttpText.Get(80);
    readonly Subject filler = Subject.Monitor();
    readonly KernelReader reader;
    readonly MapReader<EndpointKey, EndpointStats> endpoints;
    readonly RecentReader<ConnKey> connections;
    readonly MapRows<EndpointKey, EndpointStats> endpointRows = new();
    readonly MapRows<ConnKey, ConnStats> connectionRows = new();

    public FullMaps()
    {
        Fill();
        reader = new(Bpf, DateTimeOffset.UtcNow);
        endpoints = new(Bpf, MapNames.EndpointMap, endpointRows);
        connections = new(Bpf, MapNames.ConnMap, connectionRows, new int[2]);
    }

    BpfObject Bpf => filler.Bpf;

    /// <summary>Rows that there are.</summary>
    public int ReadEndpoints()
    {
        endpoints.Read();
        return endpointRows.Count;
    }

    /// <summary>Rows that there are.</summary>
    public int ReadConnections()
    {
        connections.Read(0, int.MaxValue);
        return connectionRows.Count;
    }

    /// <summary>All maps, and a snapshot with all rows of them.</summary>
    public Snapshot ReadAll() => SnapshotBuilder.Build(reader.Read(), new());

    public void Dispose() => filler.Dispose();

    void Fill()
    {
        for (var passed = 0; passed < Rows; passed += Batch)
        {
            var conversation = new Conversation(filler, filler.TakeConnections(Batch), Batch).Open();
            conversation.Paths = ((uint)passed, Rows);
            conversation.Client(request);
            conversation.Server(HttpText.Ok);
        }

        filler.CheckCounts();
    }
}
