// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core.Doctor;

/// <summary>What the survey's facts mean: why data may be missing. Pure.</summary>
public sealed class TrafficJudgement
{
    const int MostNames = 5;
    readonly SurveyFacts facts;
    readonly HashSet<string> watched;
    readonly ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();

    TrafficJudgement(SurveyFacts facts)
    {
        this.facts = facts;
        watched = [.. facts.Interfaces.Where(row => row.IsWatched).Select(row => row.Name)];
    }

    /// <summary>The findings, those on all traffic first.</summary>
    /// <param name="facts">What passed.</param>
    /// <param name="ports">The ports of the gateway, as they are shown.</param>
    public static ImmutableArray<Finding> Judge(SurveyFacts facts, string ports) => new TrafficJudgement(facts).Judge(ports);

    ImmutableArray<Finding> Judge(string ports)
    {
        foreach (var row in facts.Interfaces)
        {
            if (row.IsWatched || row.PacketsIn + row.PacketsOut > 0)
            {
                findings.Add(Finding.Ok(FindingIds.Traffic, row.Name, row.PacketsIn, row.BytesIn, row.PacketsOut, row.BytesOut));
            }
        }

        var downstream = facts.Connections.Where(connection => connection.Leg == Leg.Downstream).ToArray();
        var upstream = facts.Connections.Where(connection => connection.Leg == Leg.Upstream).ToArray();
        Handshakes(downstream);
        Protocols(downstream);
        Places(downstream);
        Ways(downstream, FindingIds.ResponsesElsewhere);
        OneWay(downstream);
        Protocols(upstream);
        ServicePlaces(upstream);
        Ways(upstream, FindingIds.ServiceResponsesElsewhere);
        Damage();
        Silence(downstream, ports);
        return findings.ToImmutable();
    }

    void Handshakes(ConnectionFacts[] downstream)
    {
        var gateways = downstream.Where(connection => facts.IsPortWatched(connection.ServerPort)).ToArray();
        ByPort(gateways.Where(connection => connection.IsRefused), FindingIds.Refused);
        ByPort(gateways.Where(connection => connection.IsIgnored), FindingIds.NotAccepted);
    }

    void ByPort(IEnumerable<ConnectionFacts> connections, string id)
    {
        foreach (var (port, count) in CountBy(connections, connection => connection.ServerPort))
        {
            findings.Add(Finding.Problem(id, port, count));
        }
    }

    void Protocols(ConnectionFacts[] connections)
    {
        foreach (var ((leg, port, kind), count) in CountBy(
            connections.Where(connection => connection.Foreign is not null),
            connection => (connection.Leg, connection.ServerPort, connection.Foreign!.Value)))
        {
            var hellos = kind == NotHttp.Tls
                ? Hellos(connections.Where(connection => connection.Foreign == kind && connection.ServerPort == port))
                : "";
            findings.Add(ProtocolJudgement.Of(leg, port, kind, count, facts.IsPortWatched(port), hellos));
        }
    }

    // " (SNI a.example, b.example; ALPN h2 http/1.1)"
    static string Hellos(IEnumerable<ConnectionFacts> connections)
    {
        var hellos = connections.Select(connection => connection.Hello).OfType<Tls.ClientHello>().ToArray();
        string[] parts =
        [
            Names("SNI", hellos.Select(hello => hello.ServerName), ", "),
            Names("ALPN", hellos.SelectMany(hello => hello.Protocols), " "),
        ];
        var text = string.Join("; ", parts.Where(part => part.Length > 0));
        return text.Length > 0 ? $" ({text})" : "";
    }

    static string Names(string title, IEnumerable<string?> names, string between)
    {
        var all = names.OfType<string>().CountBy(name => name).OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Key).ToArray();
        var more = all.Length > MostNames ? $"{between}..." : "";
        return all.Length == 0 ? "" : $"{title} {string.Join(between, all.Take(MostNames))}{more}";
    }

    // HTTP/1 that is counted, and HTTP/1 that is not because nobody looks at its port or interface.
    void Places(ConnectionFacts[] downstream)
    {
        var http = downstream.Where(connection => connection.IsHttp1).ToArray();
        foreach (var (port, count) in CountBy(http.Where(IsCounted), connection => connection.ServerPort))
        {
            findings.Add(Finding.Ok(FindingIds.Http1, port, count));
        }

        ByPort(http.Where(connection => !facts.IsPortWatched(connection.ServerPort)), FindingIds.PortNotWatched);
        var elsewhere = http.Where(connection => facts.IsPortWatched(connection.ServerPort) && !IsSeen(connection));
        foreach (var (place, there) in elsewhere.GroupBy(FirstPlace).Select(group => (group.Key, group.ToArray())))
        {
            var ports = string.Join(", ", there.Select(connection => connection.ServerPort).Distinct().Order());
            findings.Add(Finding.Problem(FindingIds.InterfaceNotWatched, place, ports, Sum(there)));
        }
    }

    void ServicePlaces(ConnectionFacts[] upstream)
    {
        foreach (var (place, count) in CountBy(
            upstream.Where(connection => connection.IsHttp1 && !IsSeen(connection)), FirstPlace))
        {
            findings.Add(Finding.Note(FindingIds.ServiceInterfaceNotWatched, place, count));
        }
    }

    void Ways(ConnectionFacts[] connections, string id)
    {
        var apart = connections.Where(connection =>
            connection is { RequestInterfaces.IsEmpty: false, ResponseInterfaces.IsEmpty: false, IsRefused: false }
            && !connection.RequestInterfaces.Intersect(connection.ResponseInterfaces).Any()
            && (IsWatched(connection.RequestInterfaces) || IsWatched(connection.ResponseInterfaces))
            && !(IsWatched(connection.RequestInterfaces) && IsWatched(connection.ResponseInterfaces)));
        foreach (var ((requests, responses), count) in CountBy(
            apart, connection => (connection.RequestInterfaces[0], connection.ResponseInterfaces[0])))
        {
            findings.Add(Finding.Problem(id, requests, responses, count));
        }
    }

    void OneWay(ConnectionFacts[] downstream)
    {
        Count(FindingIds.NoResponses, connection => connection is { RequestBytes: > 0, ResponseInterfaces.IsEmpty: true });
        Count(FindingIds.NoRequests, connection => connection is { ResponseBytes: > 0, RequestInterfaces.IsEmpty: true });

        void Count(string id, Func<ConnectionFacts, bool> isOneWay)
        {
            foreach (var (place, count) in CountBy(downstream.Where(isOneWay), FirstPlace))
            {
                findings.Add(Finding.Problem(id, place, count));
            }
        }
    }

    void Damage()
    {
        foreach (var row in facts.Interfaces.Where(row => row.IsWatched))
        {
            if (row.Unreadable > 0)
            {
                findings.Add(Finding.Problem(FindingIds.CutShort, row.Name, row.Unreadable));
            }

            if (row.Fragments > 0)
            {
                findings.Add(Finding.Problem(FindingIds.Fragments, row.Name, row.Fragments));
            }
        }

        if (facts.PacketsLost + facts.HellosLost > 0)
        {
            findings.Add(Finding.Note(FindingIds.SurveyLost, facts.PacketsLost, facts.HellosLost));
        }
    }

    // Said only where nothing else explains why no request was seen.
    void Silence(ConnectionFacts[] downstream, string ports)
    {
        if (findings.Any(finding => finding.State == FindingState.Problem) || downstream.Any(IsCounted))
        {
            return;
        }

        var names = string.Join(", ", watched.Order(StringComparer.Ordinal));
        var seconds = Math.Round(facts.Duration.TotalSeconds, 1);
        findings.Add(facts.Interfaces.Any(row => row.IsWatched && row.PacketsIn + row.PacketsOut > 0)
            ? Finding.Problem(FindingIds.NoConnections, ports, names, seconds)
            : Finding.Problem(FindingIds.NoTraffic, names, seconds));
    }

    bool IsCounted(ConnectionFacts connection) =>
        connection.IsHttp1 && facts.IsPortWatched(connection.ServerPort) && IsSeen(connection);

    bool IsSeen(ConnectionFacts connection) => IsWatched(connection.RequestInterfaces) || IsWatched(connection.ResponseInterfaces);

    bool IsWatched(ImmutableArray<string> places) => places.Any(watched.Contains);

    static string FirstPlace(ConnectionFacts connection) =>
        connection.RequestInterfaces.Concat(connection.ResponseInterfaces).FirstOrDefault("?");

    static ulong Sum(IEnumerable<ConnectionFacts> connections) =>
        connections.Aggregate(0UL, (sum, connection) => sum + connection.Count);

    static IEnumerable<(TKey Key, ulong Count)> CountBy<TKey>(IEnumerable<ConnectionFacts> connections, Func<ConnectionFacts, TKey> key) =>
        connections.GroupBy(key).Select(group => (group.Key, Sum(group))).OrderBy(pair => pair.Key);
}
