// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Collections.Immutable;
using KongMonitor.Abi;
using KongMonitor.Abi.Survey;
using FlowKey = KongMonitor.Abi.Survey.FlowKey;

namespace KongMonitor.Core.Doctor;

/// <summary>Makes facts of a reading: which end is the client, which is the gateway's, what they speak. Pure.</summary>
public sealed class SurveyBuilder(SurveyReading reading, IReadOnlyCollection<string> watched, Func<int, bool> isPortWatched)
{
    readonly HashSet<string> watchedNames = [.. watched.Select(WireText.Show)];

    /// <summary>Builds the facts.</summary>
    public SurveyFacts Build(TimeSpan duration)
    {
        var connections = ImmutableArray.CreateBuilder<ConnectionFacts>();
        for (var i = 0; i < reading.Flows.Count; i++)
        {
            if (Connection(in reading.Flows.Keys[i], in reading.Flows.Values[i]) is { } connection)
            {
                connections.Add(connection);
            }
        }

        return new()
        {
            Duration = duration,
            Interfaces = Interfaces(),
            Connections = connections.ToImmutable(),
            PacketsLost = reading.Losses[(int)SurveyLoss.FlowFull],
            HellosLost = reading.Losses[(int)SurveyLoss.HelloFull],
            IsPortWatched = isPortWatched,
        };
    }

    ImmutableArray<InterfaceTraffic> Interfaces()
    {
        var rows = new Dictionary<string, InterfaceTraffic>();
        for (var i = 0; i < reading.Interfaces.Count; i++)
        {
            var (key, counts) = (reading.Interfaces.Keys[i], reading.Interfaces.Values[i]);
            var name = NameOf(key.Interface);
            var row = rows.GetValueOrDefault(name) ?? new(name) { IsWatched = watchedNames.Contains(name) };
            row = row with
            {
                Segments = row.Segments + counts.Segments,
                NotTcp = row.NotTcp + counts.NotTcp,
                Fragments = row.Fragments + counts.Fragments,
                Unreadable = row.Unreadable + counts.Unreadable,
            };
            rows[name] = key.Direction == (uint)SurveyDirection.Ingress
                ? row with { PacketsIn = counts.Packets, BytesIn = counts.Bytes }
                : row with { PacketsOut = counts.Packets, BytesOut = counts.Bytes };
        }

        return [.. rows.Values.OrderByDescending(row => row.IsWatched).ThenBy(row => row.Name, StringComparer.Ordinal)];
    }

    // Null for connections that only pass through this host.
    ConnectionFacts? Connection(in FlowKey key, in SurveyFlow flow)
    {
        var lowPort = BinaryPrimitives.ReverseEndianness(key.LowPort);
        var highPort = BinaryPrimitives.ReverseEndianness(key.HighPort);
        var clientIsHigh = ClientIsHigh(flow, lowPort, highPort);
        var client = clientIsHigh ? flow.High : flow.Low;
        var server = clientIsHigh ? flow.Low : flow.High;
        var port = clientIsHigh ? lowPort : highPort;
        var serverIsHere = IsHere(server, client);
        var clientIsHere = IsHere(client, server);
        if (!serverIsHere && !clientIsHere)
        {
            return null;
        }

        var leg = serverIsHere && (isPortWatched(port) || !clientIsHere) ? Leg.Downstream : Leg.Upstream;
        var isHttp1 = server.Kind == (uint)SurveyKind.Response || (client.Kind == (uint)SurveyKind.Request && Foreign(server) is null);
        return new(leg, port)
        {
            Count = Math.Max(client.Syns, 1),
            RequestInterfaces = NamesOf(client),
            ResponseInterfaces = NamesOf(server),
            RequestBytes = client.Bytes,
            ResponseBytes = server.Bytes,
            IsHttp1 = isHttp1,
            Foreign = isHttp1 ? null : Foreign(client) ?? Foreign(server),
            IsRefused = Has(client, SurveyFlag.Syn) && Has(server, SurveyFlag.Rst) && !Has(server, SurveyFlag.SynAck) && server.Bytes == 0,
            IsIgnored = Has(client, SurveyFlag.Syn) && client is { Bytes: 0, Packets: > 1 } && server.Packets == 0,
            Hello = reading.HelloOf(key),
        };
    }

    bool ClientIsHigh(in SurveyFlow flow, int lowPort, int highPort)
    {
        if (Has(flow.High, SurveyFlag.Syn) || Has(flow.Low, SurveyFlag.SynAck))
        {
            return true;
        }

        if (Has(flow.Low, SurveyFlag.Syn) || Has(flow.High, SurveyFlag.SynAck))
        {
            return false;
        }

        // Older than the survey: clients take high ports.
        return isPortWatched(lowPort) == isPortWatched(highPort) ? highPort > lowPort : isPortWatched(lowPort);
    }

    // An end is here when its packets leave without having come, or, if it sent none, when the other's end their way here.
    static bool IsHere(in SurveySide side, in SurveySide other) => side.Packets > 0
        ? side.Egress[0] != 0 && side.Ingress[0] == 0
        : other.Ingress[0] != 0 && other.Egress[0] == 0;

    static bool Has(in SurveySide side, SurveyFlag flag) => (side.Flags & (uint)flag) != 0;

    static NotHttp? Foreign(in SurveySide side) =>
        side.Kind >= (uint)SurveyKind.Foreign ? (NotHttp)(side.Kind - (uint)SurveyKind.Foreign) : null;

    ImmutableArray<string> NamesOf(SurveySide side)
    {
        uint[] places = [.. side.Ingress.AsSpan(), .. side.Egress.AsSpan()];
        return [.. places.Where(place => place != 0).Distinct().Select(NameOf)];
    }

    string NameOf(uint index) => reading.InterfaceNames.TryGetValue(index, out var name) ? WireText.Show(name) : $"#{index}";
}
