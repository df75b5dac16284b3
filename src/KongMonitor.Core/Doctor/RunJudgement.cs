// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core.Doctor;

/// <summary>What the counts of a run say about data that is missing: its warnings. Pure.</summary>
public static class RunJudgement
{
    const ulong FewConnections = 3;
    const ulong OneInTwenty = 20;
    static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    /// <summary>The warnings; none in a healthy run.</summary>
    public static ImmutableArray<Finding> Judge(KernelReading reading)
    {
        var warnings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var (place, flows) in Foreign(reading))
        {
            // A flow of the downstream leg is on a watched port: else it was not followed.
            var finding = ProtocolJudgement.Of((Leg)place.Leg, place.Port, (NotHttp)place.Kind, flows, isWatched: true);
            if (finding.State == FindingState.Problem)
            {
                warnings.Add(finding);
            }
        }

        AddOneWay(warnings, reading, Counter.NoSynAck, FindingIds.OneWayResponses);
        AddOneWay(warnings, reading, Counter.NoSyn, FindingIds.OneWayRequests);
        if (reading.Losses[(int)Loss.Unreadable] is > 0 and var packets)
        {
            warnings.Add(Finding.Problem(FindingIds.Unreadable, packets));
        }

        if (reading.Counters[(int)Counter.FlowsOpened] == 0 && reading.Time - reading.Since >= patience)
        {
            warnings.Add(Finding.Problem(FindingIds.Nothing, (long)(reading.Time - reading.Since).TotalSeconds));
        }

        return warnings.ToImmutable();
    }

    static IEnumerable<(NotHttpPort Place, ulong Flows)> Foreign(KernelReading reading) =>
        from i in Enumerable.Range(0, reading.NotHttpPorts.Count)
        let place = reading.NotHttpPorts.Keys[i]
        orderby place.Port, place.Kind
        select (place, reading.NotHttpPorts.Values[i]);

    // A few handshakes were under way when the run began, or lost a packet.
    static void AddOneWay(ImmutableArray<Finding>.Builder warnings, KernelReading reading, Counter counter, string id)
    {
        var count = reading.Counters[(int)counter];
        if (count >= FewConnections && count >= reading.Counters[(int)Counter.FlowsOpened] / OneInTwenty)
        {
            warnings.Add(Finding.Problem(id, count));
        }
    }
}
