// SPDX-License-Identifier: MIT
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.PacketCost;

/// <summary>A kind of packet whose cost is measured.</summary>
/// <param name="Id">In names of results.</param>
/// <param name="Title">In tables.</param>
/// <param name="Prepare">Opens connections; what it returns sends such packets once on each and returns nanoseconds of a run.</param>
sealed record Scenario(string Id, string Title, Func<ConversationStart, Func<double>> Prepare);
