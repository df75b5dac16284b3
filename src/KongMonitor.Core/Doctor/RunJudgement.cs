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

    /// <summary>The warnings; none in a healthy run. Those of a replay name no way to look again.</summary>
    public static ImmutableArray<Finding> Judge(KernelReading reading)
    {
        var warnings = ImmutableArray.CreateBuilder<Finding>();
        AddForeign(warnings, reading);
        AddOneWay(warnings, reading, Counter.NoSynAck, reading.IsReplay ? FindingIds.CapturedResponses : FindingIds.OneWayResponses);
        AddOneWay(warnings, reading, Counter.NoSyn, reading.IsReplay ? FindingIds.CapturedRequests : FindingIds.OneWayRequests);
        if (reading.Losses[(int)Loss.Unreadable] is > 0 and var packets)
        {
            warnings.Add(Finding.Problem(reading.IsReplay ? FindingIds.CapturedUnreadable : FindingIds.Unreadable, packets));
        }

        if (!reading.IsReplay && reading.Counters[(int)Counter.FlowsOpened] == 0 && reading.Time - reading.Since >= patience)
        {
            warnings.Add(Finding.Problem(FindingIds.Nothing, (long)(reading.Time - reading.Since).TotalSeconds));
            if (reading.Listen is { } listen && ListenJudgement.Silent(listen) is { State: FindingState.Problem } silent)
            {
                warnings.Add(silent);
            }
        }

        return warnings.ToImmutable();
    }

    static void AddForeign(ImmutableArray<Finding>.Builder warnings, KernelReading reading)
    {
        var ports = reading.NotHttpPorts;
        var order = new int[ports.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (x, y) => (ports.Keys[x].Port, ports.Keys[x].Kind).CompareTo((ports.Keys[y].Port, ports.Keys[y].Kind)));
        foreach (var i in order)
        {
            // A flow of the downstream leg is on a watched port: else it was not followed.
            var place = ports.Keys[i];
            var finding = ProtocolJudgement.Of((Leg)place.Leg, place.Port, (NotHttp)place.Kind, ports.Values[i], isWatched: true);
            if (finding.State == FindingState.Problem)
            {
                warnings.Add(finding);
            }
        }
    }

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
