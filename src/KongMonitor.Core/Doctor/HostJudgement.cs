// SPDX-License-Identifier: MIT
using System.Collections.Immutable;

namespace KongMonitor.Core.Doctor;

/// <summary>The checklist that needs no traffic. Pure.</summary>
public static class HostJudgement
{
    static readonly Version floor = new(6, 1);

    /// <summary>The findings, in the order of the checklist.</summary>
    public static ImmutableArray<Finding> Judge(HostFacts facts)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        Machine(findings, facts);
        if (facts.Interfaces.IsEmpty)
        {
            findings.Add(Finding.Problem(FindingIds.NoInterface));
        }

        foreach (var row in facts.Interfaces)
        {
            Interface(findings, row, facts.Holder is not null);
        }

        var listen = new ListenFacts(facts.Listening, facts.Ports, facts.ArePortsGiven);
        findings.AddRange(new[] { ListenJudgement.Heard(listen), ListenJudgement.Silent(listen) }.OfType<Finding>());
        return findings.ToImmutable();
    }

    /// <summary>Ports as people write them: "8000-8002, 8007".</summary>
    public static string Show(IEnumerable<(int First, int Last)> ports) =>
        string.Join(", ", ports.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));

    static void Machine(ImmutableArray<Finding>.Builder findings, HostFacts facts)
    {
        var version = $"{facts.Kernel.Major}.{facts.Kernel.Minor}";
        findings.Add(facts.Kernel < floor
            ? Finding.Problem(FindingIds.KernelOld, version)
            : Finding.Ok(FindingIds.Kernel, version, Features(facts)));
        Privileges(findings, facts);
        findings.Add(facts.HasBtf ? Finding.Ok(FindingIds.Btf) : Finding.Note(FindingIds.BtfMissing));
        findings.Add(facts.Bpffs is { } place ? Finding.Ok(FindingIds.Bpffs, WireText.Show(place)) : Finding.Note(FindingIds.BpffsMissing));
        if (facts.LeftPins is { } left)
        {
            findings.Add(Finding.Note(FindingIds.PinsLeft, WireText.Show(left)));
        }

        if (!facts.HasCgroups)
        {
            findings.Add(Finding.Note(FindingIds.CgroupsMissing));
        }

        findings.Add(facts.Lockdown is "confidentiality" ? Finding.Note(FindingIds.LockdownStrict, facts.Lockdown)
            : facts.Lockdown is null && !facts.IsLockdownKnown ? Finding.Note(FindingIds.LockdownUnknown)
            : Finding.Ok(FindingIds.Lockdown, facts.Lockdown ?? "none"));
        Monitor(findings, facts);
    }

    // Without the capabilities nothing can be said of the programs: the reason is one, and is told once.
    static void Privileges(ImmutableArray<Finding>.Builder findings, HostFacts facts)
    {
        var missing = facts.MissingCapabilities;
        findings.Add(missing.IsEmpty
            ? Finding.Ok(FindingIds.Capabilities)
            : Finding.Problem(FindingIds.CapabilitiesMissing, string.Join(", ", missing)));
        findings.Add(facts.ProgramsFailure is not { } reason ? Finding.Ok(FindingIds.Programs)
            : missing.IsEmpty ? Finding.Problem(FindingIds.ProgramsFailed, WireText.Show(reason))
            : Finding.Note(FindingIds.ProgramsUntried));
    }

    // ": XDP generic, TCX"
    static string Features(HostFacts facts)
    {
        var hooks = facts.Interfaces.SelectMany(row => row.Hooks.Split(", ", StringSplitOptions.RemoveEmptyEntries)).Distinct().ToArray();
        return hooks.Length > 0 ? $": {string.Join(", ", hooks)}" : "";
    }

    static void Monitor(ImmutableArray<Finding>.Builder findings, HostFacts facts)
    {
        findings.Add(facts.Holder is { } holder ? Finding.Ok(FindingIds.MonitorRunning, WireText.Show(holder)) : Finding.Ok(FindingIds.MonitorNone));
        if (facts.Followed is { } options)
        {
            findings.Add(Finding.Ok(FindingIds.MonitorFollowed, WireText.Show(options)));
        }
        else if (facts.IsMonitorUnknown)
        {
            findings.Add(Finding.Note(FindingIds.MonitorUnknown));
        }
    }

    static void Interface(ImmutableArray<Finding>.Builder findings, InterfaceFacts row, bool monitorRuns)
    {
        if (row.Failure is { } failure)
        {
            findings.Add(Finding.Problem(FindingIds.InterfaceUnusable, WireText.Show(failure)));
            return;
        }

        var name = WireText.Show(row.Name);
        findings.Add(row.IsUp
            ? Finding.Ok(FindingIds.Interface, name, row.Index, row.Driver.Length > 0 ? WireText.Show(row.Driver) : "-", row.Hooks)
            : Finding.Problem(FindingIds.InterfaceDown, name));
        if (row.OtherXdp is { } program)
        {
            // A monitor that runs beside it has found its way already.
            findings.Add(Finding.Of(FindingIds.XdpTaken, monitorRuns ? FindingState.Note : FindingState.Problem, name, program));
        }

        if (!row.OtherTc.IsEmpty)
        {
            findings.Add(Finding.Note(FindingIds.OtherPrograms, name, string.Join(", ", row.OtherTc)));
        }
    }
}
