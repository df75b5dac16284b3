// SPDX-License-Identifier: MIT
using KongMonitor.Bench.PacketCost;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.TestRuns;
using KongMonitor.Capture;

namespace KongMonitor.Bench.UserSpace;

/// <summary>A monitor that is asked for another path each time, and what makes room for the next ones.</summary>
sealed class PathFlood : IDisposable
{
    /// <summary>A quarter of the rows there may be, of which each window moves about as many.</summary>
    public const int Rows = 2_500;
    const int Batch = 200; // whose events the ring has room for
    const int Paths = 1_000_000;
    static readonly byte[] request = HttpText.Get(80);
    readonly Subject subject = Subject.Monitor();
    readonly EndpointFolder folder;
    readonly Conversation conversation;

    public PathFlood()
    {
        folder = new(subject.Bpf, subject.Bpf.FindProgram, new());
        conversation = new Conversation(subject, subject.TakeConnections(Batch), Batch).Open();
        conversation.Paths = (0, Paths);
    }

    /// <summary>What it takes to make room for so many, without the wait between the two runs.</summary>
    public Spent Measure()
    {
        while (!folder.IsDue)
        {
            conversation.Client(request);
            conversation.Server(HttpText.Ok);
        }

        var before = folder.Folded;
        var spent = Meter.Spend(() =>
        {
            folder.Mark();
            folder.Move();
        });
        subject.CheckCounts();
        var share = Rows / (double)(folder.Folded - before);
        return new(spent.Nanoseconds * share, spent.Bytes * share);
    }

    public void Dispose() => subject.Dispose();
}
