// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core.Doctor;

/// <summary>Connections that are not HTTP/1: what the doctor and a run say of them.</summary>
public static class ProtocolJudgement
{
    // Kong's TLS listeners: proxy, admin, manager, and what the world knows.
    static readonly int[] tlsPorts = [443, 8443, 8444, 8445];

    /// <summary>The finding on the connections of one kind to one port.</summary>
    /// <param name="leg">Whose port it is.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="kind">What they speak.</param>
    /// <param name="connections">How many.</param>
    /// <param name="isWatched">Whether requests to that port were to be counted, and data is missing.</param>
    /// <param name="hellos">What TLS clients said, if that is known.</param>
    public static Finding Of(Leg leg, int port, NotHttp kind, ulong connections, bool isWatched, string hellos = "")
    {
        if (leg == Leg.Upstream)
        {
            // Databases and services behind TLS are usual: no request of a client is missing for them.
            return kind switch
            {
                NotHttp.Tls => Finding.Note(FindingIds.ServiceTls, port, connections, hellos),
                NotHttp.Other => Finding.Note(FindingIds.ServiceUnknownProtocol, port, connections),
                _ => Finding.Note(FindingIds.ServiceProtocol, port, connections, Display(kind)),
            };
        }

        var state = isWatched || (kind == NotHttp.Tls && tlsPorts.Contains(port)) ? FindingState.Problem : FindingState.Note;
        return kind switch
        {
            NotHttp.Tls => Finding.Of(FindingIds.Tls, state, port, connections, hellos),
            NotHttp.Http2 => Finding.Of(FindingIds.Http2, state, port, connections),
            NotHttp.Other => Finding.Of(FindingIds.UnknownProtocol, state, port, connections),
            _ => Finding.Of(FindingIds.OtherProtocol, state, port, connections, Display(kind)),
        };
    }

    static string Display(NotHttp kind) => kind switch
    {
        NotHttp.Http2 => "HTTP/2",
        NotHttp.Redis => "Redis",
        _ => Names.Of(kind).ToUpperInvariant(),
    };
}
