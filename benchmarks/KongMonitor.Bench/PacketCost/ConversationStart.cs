// SPDX-License-Identifier: MIT
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.PacketCost;

/// <summary>Begins conversations on connections that nobody else uses.</summary>
/// <param name="Subject">Whose programs see them.</param>
/// <param name="Connections">How many at the same time.</param>
/// <param name="Walk">What makes the caches cold; null: they are warm.</param>
sealed record ConversationStart(Subject Subject, int Connections, CacheWalk? Walk)
{
    public Conversation Begin() => new(Subject, Subject.TakeConnections(Connections), Connections, walk: Walk);

    public Conversation BeginOn(int port) => new(Subject, Subject.TakeConnections(Connections), Connections, port, Walk);
}
