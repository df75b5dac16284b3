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
    readonly bool isElsewhere;
    readonly ImmutableArray<Finding>.Builder findings = ImmutableArray.CreateBuilder<Finding>();

    TrafficJudgement(SurveyFacts facts)
    {
        this.facts = facts;
        watched = [.. facts.Interfaces.Where(row => row.IsWatched).Select(row => row.Name)];
        isElsewhere = !facts.Connections.Any(connection => connection.Leg == Leg.Downstream && facts.IsPortWatched(connection.ServerPort));
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
        var upstream = facts.Connections.Where(connection => connection.Leg == Leg.Upstream && facts.IsUpstreamWatched).ToArray();
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

    void ByPort(IEnumerable<ConnectionFacts> connections, string id, FindingState state = FindingState.Problem)
    {
        foreach (var group in Groups(connections, Port))
        {
            findings.Add(Finding.Of(id, state, group[0].ServerPort, Sum(group)));
        }
    }

    void Protocols(ConnectionFacts[] connections)
    {
        foreach (var group in Groups(
            connections.Where(connection => connection.Foreign is not null), connection => $"{Port(connection)} {(int)connection.Foreign!.Value}"))
        {
            var (leg, port, kind) = (group[0].Leg, group[0].ServerPort, group[0].Foreign!.Value);
            findings.Add(ProtocolJudgement.Of(
                leg, port, kind, Sum(group), IsMissed(port, kind), kind == NotHttp.Tls ? Hellos(group) : ""));
        }
    }

    // Other servers of a host are nobody's mistake, unless it may be the gateway that is looked for in the wrong place.
    bool IsMissed(int port, NotHttp kind) => kind == NotHttp.Http2 ? isElsewhere || facts.IsPortWatched(port)
        : facts.IsPortWatched(port) && (kind == NotHttp.Tls || !facts.AreAllPortsWatched);

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
        var all = names.OfType<string>().GroupBy(name => name).OrderByDescending(same => same.Count())
            .ThenBy(same => same.Key, StringComparer.Ordinal).Select(same => same.Key).ToArray();
        var more = all.Length > MostNames ? $"{between}..." : "";
        return all.Length == 0 ? "" : $"{title} {string.Join(between, all.Take(MostNames))}{more}";
    }

    // HTTP/1 that is counted, and HTTP/1 that is not because nobody looks at its port or interface.
    void Places(ConnectionFacts[] downstream)
    {
        var http = downstream.Where(connection => connection.IsHttp1).ToArray();
        foreach (var group in Groups(http.Where(IsCounted), Port))
        {
            findings.Add(Finding.Ok(FindingIds.Http1, group[0].ServerPort, Sum(group)));
        }

        ByPort(
            http.Where(connection => !facts.IsPortWatched(connection.ServerPort)), FindingIds.PortNotWatched,
            isElsewhere ? FindingState.Problem : FindingState.Note);
        var elsewhere = http.Where(connection => facts.IsPortWatched(connection.ServerPort) && !IsSeen(connection));
        foreach (var group in Groups(elsewhere, FirstPlace))
        {
            var ports = string.Join(", ", Groups(group, Port).Select(same => $"{same[0].ServerPort}"));
            findings.Add(Finding.Problem(FindingIds.InterfaceNotWatched, FirstPlace(group[0]), ports, Sum(group)));
        }
    }

    void ServicePlaces(ConnectionFacts[] upstream)
    {
        foreach (var group in Groups(upstream.Where(connection => connection.IsHttp1 && !IsSeen(connection)), FirstPlace))
        {
            findings.Add(Finding.Note(FindingIds.ServiceInterfaceNotWatched, FirstPlace(group[0]), Sum(group)));
        }
    }

    void Ways(ConnectionFacts[] connections, string id)
    {
        var apart = connections.Where(connection =>
            connection is { RequestInterfaces.IsEmpty: false, ResponseInterfaces.IsEmpty: false, IsRefused: false }
            && !connection.RequestInterfaces.Intersect(connection.ResponseInterfaces).Any()
            && (IsWatched(connection.RequestInterfaces) || IsWatched(connection.ResponseInterfaces))
            && !(IsWatched(connection.RequestInterfaces) && IsWatched(connection.ResponseInterfaces)));
        foreach (var group in Groups(apart, connection => $"{connection.RequestInterfaces[0]} {connection.ResponseInterfaces[0]}"))
        {
            findings.Add(Finding.Problem(id, group[0].RequestInterfaces[0], group[0].ResponseInterfaces[0], Sum(group)));
        }
    }

    void OneWay(ConnectionFacts[] downstream)
    {
        Count(FindingIds.NoResponses, connection => connection is { RequestBytes: > 0, ResponseInterfaces.IsEmpty: true });
        Count(FindingIds.NoRequests, connection => connection is { ResponseBytes: > 0, RequestInterfaces.IsEmpty: true });

        void Count(string id, Func<ConnectionFacts, bool> isOneWay)
        {
            foreach (var group in Groups(downstream.Where(isOneWay), FirstPlace))
            {
                findings.Add(Finding.Problem(id, FirstPlace(group[0]), Sum(group)));
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
        if (watched.Count == 0 || findings.Any(finding => finding.State == FindingState.Problem) || downstream.Any(IsCounted))
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

    // Sorts as numbers do.
    static string Port(ConnectionFacts connection) => $"{connection.ServerPort,5}";

    // Keys are text: each other type of key would be code of its own in the binary, for all that a run has no use for it.
    static IEnumerable<ConnectionFacts[]> Groups(IEnumerable<ConnectionFacts> connections, Func<ConnectionFacts, string> key) =>
        connections.GroupBy(key).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray());
}
