// SPDX-License-Identifier: MIT
using System.Net;
using System.Text.Json;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Why is data missing? Each reason is really brought about, and the doctor has to name it.</summary>
public sealed class DoctorTests(Lab lab) : DoctorTest(lab)
{
    [Fact]
    public async Task A_healthy_gateway_is_all_well()
    {
        var before = Network.State(Lab.Gateway);
        await using var doctor = await Start("--port", "8000");
        Ask(3);
        Assert.Equal(0, await End(doctor));
        Assert.DoesNotContain("[problem]", doctor.Output, StringComparison.Ordinal);
        Contains(doctor, "[ok] 8000 is plain HTTP/1: 3 connections", "[ok] somebody listens on 8000", "[ok] eth0 (index ", "XDP generic, TCX");
        Assert.EndsWith("\nAll is well.", doctor.Output, StringComparison.Ordinal);
        Assert.Equal(before, Network.State(Lab.Gateway));
    }

    [Fact]
    public async Task It_speaks_Korean_unless_it_is_asked_not_to()
    {
        await using var doctor = await Start("--port", "8000", "--lang", "ko");
        Ask(2);
        Assert.Equal(0, await End(doctor));
        Contains(doctor, "[정상] 8000 포트는 평문 HTTP/1입니다: 연결 2개", "모두 정상입니다.");
    }

    [Theory]
    [InlineData("http1")]
    [InlineData("h2")]
    public async Task TLS_is_named_with_its_port_its_count_and_what_the_clients_asked_for(string version)
    {
        using var server = new TlsServer(Lab.Gateway, 8443);
        await using var doctor = await Start("--port", "8000");
        for (var i = 0; i < 4; i++)
        {
            Command.Try(
                "nsenter", $"--net=/run/netns/{Lab.Client}", "curl", "-sk", version == "h2" ? "--http2" : "--http1.1", "--max-time", "5",
                "--resolve", $"api.example.com:8443:{Lab.GatewayAddress}", "https://api.example.com:8443/secret");
        }

        Assert.Equal(1, await End(doctor));
        var protocols = version == "h2" ? "h2 http/1.1" : "http/1.1";
        Contains(doctor, $"[problem] 8443 is TLS: 4 connections could not be read (SNI api.example.com; ALPN {protocols})");
        Assert.DoesNotContain("secret", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Responses_that_leave_by_another_interface_are_named_with_both()
    {
        using var link = new SecondLink(Lab);
        await using var doctor = await Start("--port", "8000");
        Ask(5);
        Assert.Equal(1, await End(doctor));
        Contains(
            doctor, "[problem] requests arrive on eth0 but responses leave by eth1: 5 connections",
            "    -> watch both: --interface eth0 --interface eth1");
        await using var both = await Start("--port", "8000", "--interface", "eth0", "--interface", "eth1");
        Ask(5);
        Assert.Equal(0, await End(both));
    }

    [Fact]
    public async Task The_same_is_a_warning_of_a_run()
    {
        using var link = new SecondLink(Lab);
        await using var monitor = await StartMonitor("--interval", "60s", "--no-upstream");
        Ask(5);
        Assert.Equal(0, await monitor.Stop());
        Assert.Equal("one_way_responses", Assert.Single(monitor.Last.Warnings).Id);
        Assert.Contains("5 connections", monitor.Last.Warnings[0].What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_healthy_run_has_no_warning()
    {
        await using var monitor = await StartMonitor();
        Ask(5);
        Assert.Equal(0, await monitor.Stop());
        Assert.Empty(monitor.Last.Warnings);
    }

    [Fact]
    public async Task The_admin_API_on_lo_is_named()
    {
        await using var doctor = await Start();
        Ask(1);
        using (var local = new HttpClientSocket(Lab.Connect(Lab.Gateway, new(IPAddress.Loopback, 8001))))
        {
            local.Call(Request.Get("/direct/200/"));
        }

        Assert.Equal(1, await End(doctor));
        Contains(doctor, "[problem] requests to 8001 pass lo, which is not watched with these options: 1 connection", "    -> add --interface lo");
    }

    [Fact]
    public async Task HTTP_on_a_port_that_is_not_watched_is_named()
    {
        await using var doctor = await Start();
        using (var client = HttpClientSocket.Connect(Lab, new(Lab.GatewayAddress, 9000)))
        {
            client.Call(Request.Get("/direct/200/"));
        }

        Assert.Equal(1, await End(doctor));
        Contains(doctor, "[problem] plain HTTP/1 on 9000, which is not watched with these options: 1 connection", "    -> if it is the gateway's, add --port 9000");
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_named_and_who_was_refused()
    {
        await using var doctor = await Start("--port", "8000", "--port", "8055");
        Ask(1);
        for (var i = 0; i < 2; i++)
        {
            Assert.ThrowsAny<Exception>(() => Lab.Connect(new(Lab.GatewayAddress, 8055)));
        }

        Assert.Equal(1, await End(doctor));
        Contains(doctor, "[problem] nobody listens on 8055", "[problem] 8055 refused 2 connections: nobody listens there");
    }

    [Theory]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "", "8007 is HTTP/2 with prior knowledge: 1 connection could not be read")]
    [InlineData("*1\r\n$4\r\nPING\r\n", "+PONG\r\n", "8007 is Redis: 1 connection could not be read")]
    [InlineData("get a-key\r\n", "VALUE a-key 0 2\r\nok\r\nEND\r\n", "8007 is neither HTTP/1 nor a protocol that is known: 1 connection could not be read")]
    public async Task Another_protocol_is_named(string question, string answer, string sentence)
    {
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket =>
        {
            socket.Receive(new byte[1024]);
            socket.Send(System.Text.Encoding.ASCII.GetBytes(answer.Length > 0 ? answer : "\0\0\0\0"));
        });
        await using var doctor = await Start();
        using (var socket = Lab.Connect(new(Lab.GatewayAddress, 8007)))
        {
            socket.Send(System.Text.Encoding.ASCII.GetBytes(question));
            socket.Receive(new byte[1024]);
        }

        Assert.Equal(1, await End(doctor));
        Contains(doctor, $"[problem] {sentence}");
    }

    [Fact]
    public async Task Without_traffic_it_says_so()
    {
        await using var doctor = MonitorProcess.Start(Lab.Gateway, "doctor", "-i", "eth0", "--lang", "en", "--duration", "300ms", "--port", "8000");
        Assert.Equal(1, await doctor.Exited());
        Assert.Matches(@"\n\[problem\] no (TCP packet|request to the ports 8000) passed eth0 in 0\.[3-9] s\n    -> send a request", doctor.Output);
    }

    [Fact]
    public async Task Its_help_tells_that_it_looks_everywhere_and_what_its_exit_codes_mean()
    {
        await using var doctor = MonitorProcess.Start(Lab.Gateway, "doctor", "--help", "--lang", "en");
        Assert.Equal(0, await doctor.Exited());
        Contains(doctor, "on all interfaces", "Exit code: 0 all is well, 1 a problem was found", "Interface that the monitor is to watch", "--all-ports");
    }

    [Fact]
    public async Task A_wrong_interface_is_a_wrong_option()
    {
        await using var doctor = MonitorProcess.Start(Lab.Gateway, "doctor", "-i", "eth7", "--lang", "en");
        Assert.Equal(2, await doctor.Exited());
        Assert.Equal("", doctor.Output);
        Assert.Contains("eth0", doctor.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', doctor.Errors);
    }

    [Theory]
    [InlineData("-bpf,-net_admin,-perfmon,-sys_admin", "CAP_BPF, CAP_NET_ADMIN, CAP_PERFMON")]
    [InlineData("-bpf,-sys_admin", "CAP_BPF")]
    [InlineData("-net_admin,-sys_admin", "CAP_NET_ADMIN")]
    public async Task Without_privileges_the_rest_of_the_checklist_is_there(string removed, string missing)
    {
        await using var doctor = MonitorProcess.StartThrough(
            ["setpriv", "--bounding-set", removed], Lab.Gateway, "doctor", "-i", "eth0", "--lang", "en", "--duration", "100ms");
        Assert.Equal(1, await doctor.Exited());
        Contains(
            doctor, $"[problem] this process lacks {missing}\n", "[ok] Linux ", ": XDP generic, ", "[ok] eth0 (index ", "[ok] somebody listens on 8000",
            "[problem] the traffic could not be looked at: ",
            "[note] whether the kernel takes the monitor's programs can only be told with these capabilities");
        Assert.DoesNotContain("the kernel does not take", doctor.Output, StringComparison.Ordinal);
        Assert.Equal("", doctor.Errors);
        Assert.DoesNotContain("   at ", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_a_running_monitor_it_changes_no_count()
    {
        await using var monitor = await StartMonitor();
        await using var doctor = await Start("--port", "8000");
        for (var i = 0; i < 20; i++)
        {
            using var client = HttpClientSocket.Connect(Lab);
            Adopt(client);
            client.Call(Request.Get($"/direct/200/{i}"));
        }

        Assert.Equal(0, await End(doctor));
        Contains(doctor, $"[ok] a monitor watches this network namespace: pid {monitor.Id} ", "8000 is plain HTTP/1: 20 connections");
        await Compare(monitor);
    }

    [Fact]
    public async Task Its_maps_cost_next_to_nothing_beside_a_monitor_s()
    {
        await using var doctor = await Start("--port", "8000");
        Ask(3);
        Assert.InRange(doctor.MapMegabytes, 0.1, 0.6);
        await End(doctor);
    }

    [Theory]
    [InlineData("xdp")]
    [InlineData("xdp.frags")]
    public async Task Another_XDP_program_is_named_and_left_alone(string section)
    {
        using var other = new OtherXdpProgram(Lab, section);
        var before = Network.State(Lab.Gateway);
        await using var doctor = await Start("--port", "8000");
        Ask(2);
        Assert.Equal(1, await End(doctor));
        Contains(doctor, "[problem] eth0 has another XDP program, other_program (id ", "--ingress tcx", "8000 is plain HTTP/1: 2 connections");
        Assert.Equal(before, Network.State(Lab.Gateway));
    }

    [Fact]
    public async Task Other_TC_programs_are_named()
    {
        var source = Path.Combine(Lab.State, "filter.c");
        var built = Path.Combine(Lab.State, "filter.o");
        File.WriteAllText(source, """__attribute__((section("tc"), used)) int other_filter(void *context) { return -1; }""");
        Command.Run("clang", "-O2", "-g", "-target", "bpf", "-c", source, "-o", built);
        Command.Run("tc", "-n", Lab.Gateway, "qdisc", "add", "dev", "eth0", "clsact");
        try
        {
            Command.RunIn(Lab.Gateway, "tc", "filter", "add", "dev", "eth0", "egress", "bpf", "direct-action", "obj", built, "sec", "tc");
            await using var doctor = await Start("--port", "8000");
            Ask(1);
            Assert.Equal(0, await End(doctor));
            Contains(doctor, "[note] eth0 has other TC programs: other_filter (id ");
        }
        finally
        {
            Command.Run("tc", "-n", Lab.Gateway, "qdisc", "delete", "dev", "eth0", "clsact");
        }
    }

    [Fact]
    public async Task The_JSON_is_one_object_with_the_same_facts()
    {
        await using var doctor = await Start("--port", "8000", "--format", "json");
        Ask(3);
        Assert.Equal(0, await End(doctor));
        using var json = JsonDocument.Parse(doctor.Output);
        var root = json.RootElement;
        Assert.Equal(("doctor", true), (root.GetProperty("type").GetString(), root.GetProperty("ok").GetBoolean()));
        Assert.All(root.GetProperty("checks").EnumerateArray(), check =>
        {
            Assert.Contains(check.GetProperty("state").GetString(), (string[])["ok", "note"]);
            Assert.NotEmpty(check.GetProperty("id").GetString()!);
            Assert.NotEmpty(check.GetProperty("what").GetString()!);
        });
        var port = root.GetProperty("ports").EnumerateArray().Single(row => row.GetProperty("port").GetInt32() == 8000);
        Assert.Equal((3, 3, "downstream"), (port.GetProperty("connections").GetInt32(), port.GetProperty("http1").GetInt32(), port.GetProperty("leg").GetString()));
        var eth0 = root.GetProperty("interfaces").EnumerateArray().First();
        Assert.Equal(("eth0", true), (eth0.GetProperty("name").GetString(), eth0.GetProperty("watched").GetBoolean()));
        Assert.True(eth0.GetProperty("packets_in").GetInt32() >= 9);
    }
}
