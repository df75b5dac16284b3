// SPDX-License-Identifier: MIT
using KongMonitor.Core.Doctor;

namespace KongMonitor.CoreTests.Doctor;

public sealed class HostJudgementTests
{
    static readonly (int, int)[] usualPorts = [(8000, 8002), (8007, 8007), (8100, 8100)];

    static HostFacts Healthy { get; } = new()
    {
        Kernel = new(6, 18),
        HasBtf = true,
        Bpffs = "/sys/fs/bpf",
        IsLockdownKnown = true,
        HasCgroups = true,
        Lockdown = "none",
        Interfaces = [new("eth0") { Index = 2, Driver = "veth", IsUp = true, Hooks = "XDP generic, TCX" }],
        Listening = [8000, 8001, 8007, 8100],
        Ports = [.. usualPorts],
    };

    [Fact]
    public void On_a_healthy_machine_every_line_is_ok()
    {
        var findings = HostJudgement.Judge(Healthy);
        Assert.All(findings, finding => Assert.Equal(FindingState.Ok, finding.State));
        Assert.Equal(
            ["kernel", "capabilities", "programs", "btf", "bpffs", "lockdown", "monitor_none", "interface", "listening"],
            findings.Select(finding => finding.Id));
        Assert.Equal(("kernel", FindingState.Ok, "6.18|: XDP generic, TCX"), Show(findings[0]));
    }

    [Fact]
    public void Each_thing_that_is_missing_has_its_line_and_hides_no_other()
    {
        var findings = HostJudgement.Judge(Healthy with
        {
            Kernel = new(5, 15),
            HasBtf = false,
            Bpffs = null,
            Lockdown = "confidentiality",
            MissingCapabilities = ["CAP_BPF", "CAP_PERFMON"],
            ProgramsFailure = "load: refused",
            Holder = "pid 7",
            Interfaces = [new("eth0") { IsUp = false }, new("eth7") { Failure = "there is no interface eth7" }],
            Listening = [],
        });
        Assert.Equal(
            [
                ("kernel_old", FindingState.Problem, "5.15"), ("capabilities_missing", FindingState.Problem, "CAP_BPF, CAP_PERFMON"),
                ("programs_untried", FindingState.Note, ""), ("btf_missing", FindingState.Note, ""),
                ("bpffs_missing", FindingState.Note, ""), ("lockdown_strict", FindingState.Note, "confidentiality"),
                ("monitor_running", FindingState.Ok, "pid 7"),
                ("interface_down", FindingState.Problem, "eth0"), ("interface_unusable", FindingState.Problem, "there is no interface eth7"),
                ("not_listening", FindingState.Problem, "8000-8002, 8007, 8100|-"),
            ],
            findings.Select(Show));
    }

    [Fact]
    public void Programs_that_the_kernel_refuses_are_a_problem_of_their_own_where_no_capability_is_missing() => Assert.Contains(
        ("programs_failed", FindingState.Problem, "load: refused"), HostJudgement.Judge(Healthy with { ProgramsFailure = "load: refused" }).Select(Show));

    [Fact]
    public void What_cannot_be_known_is_a_note_and_not_well()
    {
        var findings = HostJudgement.Judge(Healthy with { Lockdown = null, IsLockdownKnown = false, HasCgroups = false, Holder = "pid 7", IsMonitorUnknown = true });
        Assert.Equal(
            [("cgroups_missing", FindingState.Note, ""), ("lockdown_unknown", FindingState.Note, ""), ("monitor_unknown", FindingState.Note, "")],
            findings.Where(finding => finding.State != FindingState.Ok).Select(Show));
        Assert.Contains(("lockdown", FindingState.Ok, "none"), HostJudgement.Judge(Healthy with { Lockdown = null }).Select(Show));
    }

    [Fact]
    public void What_the_checks_take_from_a_monitor_stands_below_it()
    {
        var findings = HostJudgement.Judge(Healthy with { Holder = "pid 7", Followed = "--interface eth0 --all-ports" });
        var line = findings.Select(finding => finding.Id).ToList().IndexOf("monitor_running");
        Assert.Equal(("monitor_followed", FindingState.Ok, "--interface eth0 --all-ports"), Show(findings[line + 1]));
    }

    [Fact]
    public void Without_any_interface_the_line_says_so_once() => Assert.Equal(
        ("no_interface", FindingState.Problem, ""),
        Show(Assert.Single(HostJudgement.Judge(Healthy with { Interfaces = [] }), finding => finding.State == FindingState.Problem)));

    [Theory]
    [InlineData(false, "problem")]
    [InlineData(true, "note")]
    public void Another_XDP_program_is_a_problem_unless_a_monitor_runs_beside_it(bool monitorRuns, string state)
    {
        var taken = Healthy.Interfaces[0] with { OtherXdp = "firewall (id 5)", OtherTc = ["policy (id 6)"] };
        var findings = HostJudgement.Judge(Healthy with { Interfaces = [taken], Holder = monitorRuns ? "pid 7" : null });
        Assert.Equal(state, FindingJson.Name(Assert.Single(findings, finding => finding.Id == "xdp_taken").State));
        Assert.Equal(FindingState.Note, Assert.Single(findings, finding => finding.Id == "other_programs").State);
    }

    [Theory]
    [InlineData("8000", "", "note", "8007, 8100")] // Kong's other usual ports are often off
    [InlineData("8001", "", "problem", "8000, 8007, 8100")]
    [InlineData("80", "", "problem", "8000-8002, 8007, 8100")]
    [InlineData("80", "80", "", "")]
    [InlineData("80", "80,9000", "problem", "9000")]
    [InlineData("9001", "9000-9003", "", "")] // one of a range is enough
    [InlineData("80", "9000-9003", "problem", "9000-9003")]
    public void Ports_with_nobody_listening_are_named(string listening, string given, string state, string silent)
    {
        var ports = given.Length == 0 ? usualPorts : [.. given.Split(',').Select(range => range.Split('-'))
            .Select(range => (int.Parse(range[0]), int.Parse(range[^1])))];
        var findings = HostJudgement.Judge(Healthy with
        {
            Listening = [int.Parse(listening)],
            Ports = [.. ports],
            ArePortsGiven = given.Length > 0,
        });
        var lines = findings.Where(finding => finding.Id == "not_listening").ToArray();
        Assert.Equal(state, lines.Length == 0 ? "" : FindingJson.Name(lines[0].State));
        Assert.Equal(silent, lines.Length == 0 ? "" : lines[0].Values[0]);
    }

    [Fact]
    public void Names_from_outside_are_shown_safely()
    {
        const string hostile = "\u001b[31m";
        var findings = HostJudgement.Judge(Healthy with
        {
            Interfaces = [new(hostile) { IsUp = true, Driver = hostile }, new("eth1") { Failure = hostile }, new(hostile)],
            Holder = hostile,
            Bpffs = hostile,
            ProgramsFailure = hostile,
            Followed = hostile,
        });
        Assert.All(findings.SelectMany(finding => finding.Values), value => Assert.DoesNotContain(value, char.IsControl));
    }

    static (string, FindingState, string) Show(Finding finding) => (finding.Id, finding.State, string.Join('|', finding.Values));
}
