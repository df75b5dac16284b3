// SPDX-License-Identifier: MIT
namespace KongMonitor.Serving.Streams;

/// <summary>
/// What became of the events that stream clients asked for: seen = sent + sampled out + dropped + on their way. Any thread
/// may add.
/// </summary>
sealed class StreamCounts
{
    long clients;
    ulong seen;
    ulong sent;
    ulong sampledOut;
    ulong dropped;

    /// <summary>How many clients there are.</summary>
    public ulong Clients => (ulong)Interlocked.Read(ref clients);

    /// <summary>Events that a client's filter meant, for each client.</summary>
    public ulong Seen => Interlocked.Read(ref seen);

    /// <summary>Those that a client took.</summary>
    public ulong Sent => Interlocked.Read(ref sent);

    /// <summary>Those that were too many to be shown.</summary>
    public ulong SampledOut => Interlocked.Read(ref sampledOut);

    /// <summary>Those that a slow client left no room for.</summary>
    public ulong Dropped => Interlocked.Read(ref dropped);

    public void AddClients(int count) => Interlocked.Add(ref clients, count);

    public void AddSeen(ulong count) => Interlocked.Add(ref seen, count);

    public void AddSent(int count) => Interlocked.Add(ref sent, (ulong)count);

    public void AddSampledOut(ulong count) => Interlocked.Add(ref sampledOut, count);

    public void AddDropped(int count) => Interlocked.Add(ref dropped, (ulong)count);
}
