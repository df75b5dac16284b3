// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;
using KongMonitor.Core.Doctor;
using KongMonitor.Core.Tls;
using KongMonitor.Language;

namespace KongMonitor.CoreTests.Doctor;

public sealed class TrafficJudgementTests
{
    static readonly InterfaceTraffic eth0 = new("eth0") { IsWatched = true, PacketsIn = 10, PacketsOut = 9 };

    static ConnectionFacts Healthy { get; } = new(Leg.Downstream, 8000)
    {
        RequestInterfaces = ["eth0"],
        ResponseInterfaces = ["eth0"],
        RequestBytes = 100,
        ResponseBytes = 200,
        IsHttp1 = true,
    };

    static ConnectionFacts Foreign(NotHttp kind, int port = 8000) =>
        Healthy with { ServerPort = port, IsHttp1 = false, Foreign = kind };

    [Fact]
    public void Plain_HTTP_on_a_watched_port_and_interface_is_all_well() =>
        AssertFindings([Healthy, Healthy], ("http1", FindingState.Ok, "8000|2"));

    [Fact]
    public void TLS_is_named_with_its_count_and_what_the_hellos_say()
    {
        var tls = Foreign(NotHttp.Tls, 8443) with { Hello = new("api.example.com", ["h2", "http/1.1"], true) };
        AssertFindings(
            [Healthy, tls, tls, tls with { Count = 3, Hello = null }],
            ("tls", FindingState.Problem, "8443|5| (SNI api.example.com; ALPN h2 http/1.1)"), ("http1", FindingState.Ok, "8000|1"));
    }

    [Fact]
    public void Of_many_names_the_most_frequent_are_shown()
    {
        ConnectionFacts[] tls =
        [
            .. Enumerable.Range(0, 8).Select(i => Foreign(NotHttp.Tls) with { Hello = new ClientHello($"host{i}", [], true) }),
            Foreign(NotHttp.Tls) with { Hello = new ClientHello("often", [], true), Count = 1 },
            Foreign(NotHttp.Tls) with { Hello = new ClientHello("often", [], true), Count = 1 },
        ];
        AssertFindings(tls, ("tls", FindingState.Problem, "8000|10| (SNI often, host0, host1, host2, host3, ...)"));
    }

    [Theory]
    [InlineData(NotHttp.Http2, 8000, "http2", "problem")]
    [InlineData(NotHttp.Http2, 50051, "http2", "note")]
    [InlineData(NotHttp.Ssh, 8000, "other_protocol", "problem")]
    [InlineData(NotHttp.Ssh, 22, "other_protocol", "note")]
    [InlineData(NotHttp.Other, 8000, "unknown_protocol", "problem")]
    [InlineData(NotHttp.Tls, 8000, "tls", "problem")]
    [InlineData(NotHttp.Tls, 8443, "tls", "problem")]
    [InlineData(NotHttp.Tls, 10250, "tls", "note")]
    public void What_is_not_HTTP_1_is_a_problem_where_requests_were_to_be_counted(NotHttp kind, int port, string id, string state)
    {
        var finding = Assert.Single(Judge(Healthy, Foreign(kind, port)), finding => finding.Id == id);
        Assert.Equal(state, FindingJson.Name(finding.State));
    }

    [Theory]
    [InlineData(NotHttp.Tls, "service_tls")]
    [InlineData(NotHttp.Redis, "service_protocol")]
    [InlineData(NotHttp.Other, "service_unknown_protocol")]
    public void What_the_gateway_speaks_to_services_is_no_problem_of_its_clients(NotHttp kind, string id) => Assert.Equal(
        FindingState.Note,
        Assert.Single(Judge(Healthy, Foreign(kind, 443) with { Leg = Leg.Upstream }), finding => finding.Id == id).State);

    [Fact]
    public void HTTP_on_a_port_that_is_not_watched_is_named() =>
        AssertFindings([Healthy with { ServerPort = 9000 }], ("port_not_watched", FindingState.Problem, "9000|1"));

    [Fact]
    public void Other_servers_of_a_host_are_no_problem_where_the_watched_ports_have_connections()
    {
        AssertFindings(
            [Healthy, Healthy with { ServerPort = 9000 }, Foreign(NotHttp.Http2, 50051)],
            ("http2", FindingState.Note, "50051|1"), ("http1", FindingState.Ok, "8000|1"), ("port_not_watched", FindingState.Note, "9000|1"));
        AssertFindings([Foreign(NotHttp.Http2, 50051)], ("http2", FindingState.Problem, "50051|1"));
    }

    [Fact]
    public void Who_watches_every_port_has_no_problem_with_other_protocols()
    {
        var facts = Facts(Healthy, Foreign(NotHttp.Ssh), Foreign(NotHttp.Other)) with { AreAllPortsWatched = true };
        Assert.DoesNotContain(TrafficJudgement.Judge(facts, "1-65535"), finding => finding.State == FindingState.Problem);
    }

    [Fact]
    public void Who_watches_no_service_has_no_finding_on_them()
    {
        var facts = Facts(Healthy, Healthy with { Leg = Leg.Upstream, ServerPort = 80, ResponseInterfaces = ["eth1"] }) with { IsUpstreamWatched = false };
        Assert.Equal(["traffic", "http1"], TrafficJudgement.Judge(facts, "8000").Select(finding => finding.Id));
    }

    [Fact]
    public void Advice_on_ports_is_for_those_that_are_watched()
    {
        foreach (var kind in (NotHttp[])[NotHttp.Tls, NotHttp.Http2, NotHttp.Ssh, NotHttp.Other])
        {
            var findings = Judge(Healthy, Foreign(kind), Foreign(kind, 5432)).Where(finding => finding.Id is not ("traffic" or "http1"));
            Assert.All((Texts[])[Texts.English, Texts.Korean], texts => Assert.Equal(
                [("5432", false), ("8000", true)], findings.Select(finding => (finding.Values[0], texts.Todo(finding).Length > 0)).Order()));
        }
    }

    [Fact]
    public void Requests_on_an_interface_that_is_not_watched_are_named() => AssertFindings(
        [Healthy with { ServerPort = 8001, RequestInterfaces = ["lo"], ResponseInterfaces = ["lo"] }],
        ("interface_not_watched", FindingState.Problem, "lo|8001|1"));

    [Fact]
    public void Responses_that_leave_by_another_interface_are_named_with_both()
    {
        var apart = Healthy with { ResponseInterfaces = ["eth1"] };
        AssertFindings(
            [apart, apart],
            ("http1", FindingState.Ok, "8000|2"), ("responses_elsewhere", FindingState.Problem, "eth0|eth1|2"));
    }

    [Fact]
    public void Responses_that_leave_by_another_watched_interface_are_no_problem()
    {
        var facts = Facts(Healthy with { ResponseInterfaces = ["eth1"] });
        facts = facts with { Interfaces = [eth0, new("eth1") { IsWatched = true }] };
        Assert.DoesNotContain(TrafficJudgement.Judge(facts, "8000"), finding => finding.State == FindingState.Problem);
    }

    [Fact]
    public void Packets_that_pass_a_bond_and_its_port_go_one_way()
    {
        var bonded = Healthy with { RequestInterfaces = ["eth0", "bond0"], ResponseInterfaces = ["bond0", "eth2"] };
        AssertFindings([bonded], ("http1", FindingState.Ok, "8000|1"));
    }

    [Fact]
    public void Responses_of_services_that_arrive_elsewhere_are_named_with_both() => AssertFindings(
        [Healthy, Healthy with { Leg = Leg.Upstream, ServerPort = 80, ResponseInterfaces = ["eth1"] }],
        ("http1", FindingState.Ok, "8000|1"), ("service_responses_elsewhere", FindingState.Problem, "eth0|eth1|1"));

    [Fact]
    public void One_way_traffic_is_named()
    {
        AssertFindings(
            [Healthy with { ResponseInterfaces = [], ResponseBytes = 0 }],
            ("http1", FindingState.Ok, "8000|1"), ("no_responses", FindingState.Problem, "eth0|1"));
        AssertFindings(
            [Healthy with { RequestInterfaces = [], RequestBytes = 0 }],
            ("http1", FindingState.Ok, "8000|1"), ("no_requests", FindingState.Problem, "eth0|1"));
    }

    [Fact]
    public void Refused_connections_and_those_without_an_answer_are_named()
    {
        var silent = Healthy with { IsHttp1 = false, RequestBytes = 0, ResponseBytes = 0 };
        AssertFindings(
            [Healthy, silent with { IsRefused = true, Count = 4 }, silent with { IsIgnored = true, ResponseInterfaces = [], ServerPort = 8001 }],
            ("refused", FindingState.Problem, "8000|4"), ("not_accepted", FindingState.Problem, "8001|1"), ("http1", FindingState.Ok, "8000|1"));
    }

    [Fact]
    public void Packets_that_could_not_be_read_are_named()
    {
        var facts = Facts(Healthy) with { Interfaces = [eth0 with { Unreadable = 3, Fragments = 2 }], PacketsLost = 1 };
        Assert.Equal(
            [("cut_short", "eth0|3"), ("fragments", "eth0|2"), ("survey_lost", "1|0")],
            TrafficJudgement.Judge(facts, "8000").Where(finding => finding.State != FindingState.Ok)
                .Select(finding => (finding.Id, string.Join('|', finding.Values))));
    }

    [Fact]
    public void Silence_is_told_apart_from_traffic_without_requests()
    {
        var quiet = Facts() with { Interfaces = [new("eth0") { IsWatched = true }] };
        Assert.Equal("no_traffic", TrafficJudgement.Judge(quiet, "8000")[^1].Id);
        AssertFindings([], ("no_connections", FindingState.Problem, "8000|eth0|5"));
    }

    [Fact]
    public void Without_any_interface_nothing_is_said_of_silence() =>
        Assert.Empty(TrafficJudgement.Judge(Facts() with { Interfaces = [] }, "8000"));

    static SurveyFacts Facts(params ConnectionFacts[] connections) => new()
    {
        Duration = TimeSpan.FromSeconds(5),
        Interfaces = [eth0],
        Connections = [.. connections],
        IsPortWatched = port => port is 8000 or 8001,
    };

    static ImmutableArray<Finding> Judge(params ConnectionFacts[] connections) => TrafficJudgement.Judge(Facts(connections), "8000");

    static void AssertFindings(ConnectionFacts[] connections, params (string, FindingState, string)[] expected) => Assert.Equal(
        [("traffic", FindingState.Ok, "eth0|10|0|9|0"), .. expected],
        Judge(connections).Select(finding => (finding.Id, finding.State, string.Join('|', finding.Values))));
}
