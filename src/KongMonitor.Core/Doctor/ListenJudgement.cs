// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Doctor;

/// <summary>What it means where somebody listens and where nobody does, for the doctor and for a run. Pure.</summary>
static class ListenJudgement
{
    const int Proxy = 8000; // where Kong takes requests, unless it is told otherwise
    const int MostPorts = 40;

    /// <summary>The ports that are heard, if any.</summary>
    public static Finding? Heard(ListenFacts facts)
    {
        var heard = facts.Listening.Where(port => facts.Ports.Any(range => port >= range.First && port <= range.Last)).ToArray();
        return heard.Length > 0 ? Finding.Ok(FindingIds.Listening, Show(heard)) : null;
    }

    /// <summary>Those where nobody listens, if any. Of a range that was given as one, or of Kong's usual ports, not all are in use.</summary>
    public static Finding? Silent(ListenFacts facts)
    {
        var silent = facts.Ports.Where(range => !facts.Listening.Any(port => port >= range.First && port <= range.Last)).ToList();
        if (!facts.ArePortsGiven && !facts.Listening.Contains(Proxy) && !silent.Any(HasProxy))
        {
            silent.Insert(0, (Proxy, Proxy));
        }

        if (silent.Count == 0)
        {
            return null;
        }

        var isProblem = facts.ArePortsGiven || silent.Any(HasProxy);
        var others = facts.Listening.Length > 0 ? Show(facts.Listening) : "-";
        return Finding.Of(
            FindingIds.NotListening, isProblem ? FindingState.Problem : FindingState.Note, HostJudgement.Show(silent), others);
    }

    static string Show(IEnumerable<int> ports) => HostJudgement.Show(ports.Take(MostPorts).Select(port => (port, port)));

    static bool HasProxy((int First, int Last) range) => range.First <= Proxy && range.Last >= Proxy;
}
