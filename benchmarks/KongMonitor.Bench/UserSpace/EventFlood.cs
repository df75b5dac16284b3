// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Bench.PacketCost;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.TestRuns;
using KongMonitor.Capture;
using LibBpf;

namespace KongMonitor.Bench.UserSpace;

/// <summary>The kernel's programs fill the ring, and the reader that <c>run</c> has empties it, in turn.</summary>
sealed class EventFlood : IDisposable
{
    const int Connections = 50;
    const int EventsOfExchange = 2;
    const int RecordHeader = 8; // BPF_RINGBUF_HDR_SZ
    const int Fillings = 40;
    static readonly byte[] request = HttpText.Get(80);
    readonly Subject subject;
    readonly Conversation conversation;
    readonly GatedSink sink = new() { Next = new NoSink() };
    readonly EventReader reader;
    readonly int batches;

    /// <param name="subject">A monitor whose events nobody reads.</param>
    public unsafe EventFlood(Subject subject)
    {
        this.subject = subject;
        var ring = subject.Bpf.FindMap(MapNames.TrafficEvents);
        batches = (int)ring.MaxEntries / (sizeof(TrafficEvent) + RecordHeader) / (Connections * EventsOfExchange);
        var control = subject.Bpf.FindMap<uint, MonitorControl>(MapNames.ControlMap);
        reader = new(ring, new(control, control.Lookup(0)), sink);
        conversation = new Conversation(subject, subject.TakeConnections(Connections), Connections).Open();
    }

    int Events => batches * Connections * EventsOfExchange;

    /// <summary>Many fillings, one after the other.</summary>
    /// <param name="next">Who gets the events.</param>
    public Spent Measure(IEventSink next)
    {
        sink.Next = next;
        var (time, allocated) = (TimeSpan.Zero, 0L);
        for (var i = 0; i < Fillings; i++)
        {
            Fill();
            if (!sink.TryDrain(Events))
            {
                throw new BenchException($"of {Events} events some did not come out of the ring: {reader.Failure?.Message}");
            }

            sink.Close();
            time += sink.Duration;
            allocated += sink.Allocated;
        }

        double events = Events * Fillings;
        return new(time.TotalNanoseconds / events, allocated / events);
    }

    public void Dispose()
    {
        reader.Dispose();
        sink.Dispose();
    }

    void Fill()
    {
        for (var i = 0; i < batches; i++)
        {
            conversation.Client(request);
            conversation.Server(HttpText.Ok);
        }

        subject.CheckCounts();
    }
}
