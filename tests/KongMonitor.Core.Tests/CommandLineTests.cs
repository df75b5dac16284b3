// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Core;
using KongMonitor.Language;

namespace KongMonitor.CoreTests;

public sealed class CommandLineTests
{
    [Fact]
    public void Without_arguments_the_defaults_hold()
    {
        var options = Parse();
        Assert.Empty(options.Capture.Interfaces);
        Assert.All<ushort>([8000, 8001, 8002, 8007, 8100], port => Assert.True(options.Capture.Ports.Contains(port)));
        Assert.False(options.Capture.Ports.Contains(8443));
        Assert.True(options.Capture.Upstream);
        Assert.True(options.Capture.Events);
        Assert.False(options.Capture.AllPorts);
        Assert.False(options.Capture.IncludeQuery);
        Assert.Equal(IngressHook.Xdp, options.Capture.Ingress);
        Assert.Equal(XdpMode.Auto, options.Capture.XdpMode);
        Assert.Equal(10_000U, options.Capture.ConnectionMapSize);
        Assert.Equal(256U * 1024, options.Capture.RingSize);
        Assert.Equal(TimeSpan.FromSeconds(120), options.Capture.Timeout);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Interval);
        Assert.Null(options.Duration);
        Assert.Equal(OutputFormat.Text, options.Format);
        Assert.Equal(20, options.Connections);
        Assert.Equal(1000, options.ServedConnections);
        Assert.Null(options.Listen);
        Assert.Null(options.Otlp);
        Assert.Equal((2000, true), (options.Capture.Series.Limit, options.Capture.Series.GroupPaths));
    }

    [Theory]
    [InlineData]
    [InlineData("run")]
    public void Every_option_is_understood_with_and_without_the_name_of_the_command(params string[] command)
    {
        var options = Parse([.. command,
            "-i", "eth0", "--interface", "eth1", "--port", "80", "--port", "9000-9002,9100", "--all-ports", "--no-upstream",
            "--ingress", "tcx", "--xdp-mode", "native", "--interval", "500ms", "--duration", "2m", "--format", "json", "--no-events",
            "--lang", "en", "--include-query", "--map-size", "500", "--ring-size", "1M", "--connections", "7", "--timeout", "1.5s",
            "--listen", "[::1]:9465", "--max-series", "30", "--full-paths"]);
        Assert.Equal(["eth0", "eth1"], options.Capture.Interfaces);
        Assert.Equal(
            [80, 9000, 9001, 9002, 9100],
            Enumerable.Range(0, 65536).Where(port => options.Capture.Ports.Contains((ushort)port)));
        Assert.True(options.Capture.AllPorts);
        Assert.False(options.Capture.Upstream);
        Assert.Equal(IngressHook.Tcx, options.Capture.Ingress);
        Assert.Equal(XdpMode.Native, options.Capture.XdpMode);
        Assert.False(options.Capture.Events);
        Assert.True(options.Capture.IncludeQuery);
        Assert.Equal(500U, options.Capture.ConnectionMapSize);
        Assert.Equal(1U << 20, options.Capture.RingSize);
        Assert.Equal(TimeSpan.FromSeconds(1.5), options.Capture.Timeout);
        Assert.Equal(TimeSpan.FromMilliseconds(500), options.Interval);
        Assert.Equal(TimeSpan.FromMinutes(2), options.Duration);
        Assert.Equal(OutputFormat.Json, options.Format);
        Assert.Equal((7, 7), (options.Connections, options.ServedConnections));
        Assert.Equal("[::1]:9465", options.Listen?.ToString());
        Assert.Equal((30, false), (options.Capture.Series.Limit, options.Capture.Series.GroupPaths));
    }

    [Theory]
    [InlineData("http://localhost:4317/", "--otlp")]
    [InlineData("http://localhost:4317/", "--otlp", "--listen", "9465")]
    [InlineData("http://collector.example:4317/", "--otlp", "http://collector.example:4317")]
    [InlineData("http://collector.example:4318/v1/metrics", "--otlp=http://collector.example:4318")]
    public void A_collector_may_be_named_and_is_the_conventions_else(string endpoint, params string[] args) =>
        Assert.Equal(endpoint, Parse(args).Otlp?.Endpoint.ToString());

    [Theory]
    [InlineData("9465", "127.0.0.1:9465")]
    [InlineData("127.0.0.1:9465", "127.0.0.1:9465")]
    [InlineData("0.0.0.0:1", "0.0.0.0:1")]
    [InlineData("[::]:65535", "[::]:65535")]
    public void A_port_alone_is_one_of_loopback_and_another_address_must_be_written_out(string text, string address)
    {
        Assert.True(Values.TryListen(text, out var parsed));
        Assert.Equal(address, parsed.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("65536")]
    [InlineData(":9465")]
    [InlineData("localhost:9465")]
    [InlineData("0.0.0.0")]
    [InlineData("0.0.0.0:")]
    [InlineData("0.0.0.0:0")]
    [InlineData("::1:9465")]
    [InlineData("::1")]
    [InlineData("[::1]")]
    [InlineData("1.2.3:80")]
    public void Anything_else_is_no_place_to_listen_at(string text) => Assert.False(Values.TryListen(text, out _));

    [Fact]
    public void JSON_has_1000_connections_unless_a_number_is_given()
    {
        Assert.Equal(1000, Parse("--format", "json").Connections);
        Assert.Equal(20, Parse("--format", "json", "--connections", "20").Connections);
    }

    [Theory]
    [InlineData("--interval cannot be '5': give 100ms to 24h with a unit, such as 500ms, 5s or 2m", "--interval", "5")]
    [InlineData("--interval cannot be '0s': give 100ms to 24h with a unit, such as 500ms, 5s or 2m", "--interval", "0s")]
    [InlineData("--timeout cannot be '-1s': give 1s to 24h with a unit, such as 500ms, 5s or 2m", "--timeout", "-1s")]
    [InlineData("--port cannot be '0': give a port from 1 to 65535 or a range such as 8000-8010", "--port", "0")]
    [InlineData("--port cannot be '9000-8000': give a port from 1 to 65535 or a range such as 8000-8010", "--port", "9000-8000")]
    [InlineData("--port cannot be '70000': give a port from 1 to 65535 or a range such as 8000-8010", "--port", "80", "--port", "70000")]
    [InlineData("--ingress cannot be 'tc': choose one of xdp, tcx", "--ingress", "tc")]
    [InlineData("--xdp-mode cannot be 'fast': choose one of auto, native, generic", "--xdp-mode", "fast")]
    [InlineData("--format cannot be 'xml': choose one of text, json", "--format", "xml")]
    [InlineData("--lang cannot be 'fr': choose one of ko, en", "--lang", "fr")]
    [InlineData("--map-size cannot be '0': give a number from 1 to 10000000", "--map-size", "0")]
    [InlineData("--connections cannot be 'many': give a number from 0 to 1000000", "--connections", "many")]
    [InlineData("--ring-size cannot be '5000': give a power of two of bytes from 4096 to 1073741824, such as 262144, 256K or 1M", "--ring-size", "5000")]
    [InlineData("--interval may be given once: leave one of them", "--interval", "5s", "--interval", "6s")]
    [InlineData("--upstream and --no-upstream contradict each other: give one of them", "--upstream", "--no-upstream")]
    [InlineData("--keep and --no-pin contradict each other: give one of them", "--keep", "--no-pin")]
    [InlineData("unknown argument '--foo': --help lists what there is", "--foo")]
    [InlineData("unknown argument 'start': --help lists what there is", "start")]
    [InlineData("FILE is missing: --help shows how to give it", "replay")]
    [InlineData("--gateway cannot be 'here': give an IPv4 or IPv6 address such as 10.0.0.15", "replay", "a.pcap", "--gateway", "here")]
    [InlineData("--bpffs cannot be '': give a path", "--bpffs", "")]
    [InlineData("--bpffs cannot be '': give a path", "detach", "--bpffs", "")]
    [InlineData("FILE cannot be '': give a path", "replay", "")]
    [InlineData("--interval lacks its value: --help shows how to give it", "--interval")]
    public void A_bad_value_is_refused_by_a_line_that_says_what_is_allowed(string line, params string[] args)
    {
        var command = new MonitorCommand(Texts.English, Nothing, Nothing, Nothing, Nothing, Nothing);
        Assert.Equal(2, command.Invoke(args, out var errors));
        Assert.Equal(line, errors[0]);
    }

    [Fact]
    public void The_exit_code_is_that_of_the_run() =>
        Assert.Equal(7, new MonitorCommand(Texts.Korean, _ => 7, Nothing, Nothing, Nothing, Nothing).Invoke([], out _));

    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("5s", 5_000)]
    [InlineData("2m", 120_000)]
    [InlineData("24h", 86_400_000)]
    [InlineData("0.5s", 500)]
    public void A_duration_is_a_number_and_a_unit(string text, int milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("5 s")]
    [InlineData("-5s")]
    [InlineData("5S")]
    [InlineData("1h30m")]
    [InlineData("1e9s")]
    [InlineData("99999999999999999999h")]
    public void Anything_else_is_no_duration(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Fact]
    public void A_replay_looks_at_all_ports_unless_some_are_given()
    {
        Assert.Null(ParseReplay("replay", "a.pcap").Replay.Ports);
        Assert.Null(ParseReplay("replay", "a.pcap", "--port", "80", "--all-ports").Replay.Ports);
        var ports = ParseReplay("replay", "a.pcap", "--port", "80", "--port", "8080").Replay.Ports!;
        Assert.Equal((true, true, false), (ports.Contains(80), ports.Contains(8080), ports.Contains(8000)));
    }

    [Fact]
    public void A_replay_takes_the_gateways_addresses_and_the_options_of_a_run()
    {
        var options = ParseReplay(
            "replay", "a.pcap", "--gateway", "10.0.0.1", "--gateway", "fd00::1", "--include-query", "--no-upstream", "--timeout", "5s", "--format", "json");
        Assert.Equal(["10.0.0.1", "fd00::1"], options.Replay.Gateways.Select(address => address.ToString()));
        Assert.Equal(
            ("a.pcap", true, false, TimeSpan.FromSeconds(5), OutputFormat.Json),
            (options.File, options.Replay.IncludeQuery, options.Replay.Upstream, options.Replay.Timeout, options.Format));
    }

    [Fact]
    public void Programs_and_counts_outlive_the_process_where_that_is_possible_unless_the_user_says_otherwise()
    {
        Assert.Equal((Pinning.IfPossible, false, null), Outliving());
        Assert.Equal((Pinning.Required, true, null), Outliving("--keep"));
        Assert.Equal((Pinning.Never, false, null), Outliving("run", "--no-pin"));
        Assert.Equal((Pinning.IfPossible, false, "/mnt/bpf"), Outliving("--bpffs", "/mnt/bpf"));
    }

    [Fact]
    public void Detach_takes_interfaces_and_a_bpffs()
    {
        DetachOptions? parsed = null;
        var command = new MonitorCommand(Texts.English, Nothing, Nothing, Nothing, options =>
        {
            parsed = options;
            return 0;
        }, Nothing);
        Assert.Equal(0, command.Invoke(["detach", "-i", "eth0", "-i", "lo", "--bpffs", "/mnt/bpf"], out _));
        Assert.Equal(["eth0", "lo"], parsed!.Interfaces);
        Assert.Equal("/mnt/bpf", parsed.BpfFileSystem);
    }

    static (Pinning Pinning, bool Keep, string? BpfFileSystem) Outliving(params string[] args)
    {
        var options = Parse(args);
        return (options.Capture.Pinning, options.Keep, options.Capture.BpfFileSystem);
    }

    [Fact]
    public void The_doctor_has_options_of_its_own()
    {
        var options = ParseDoctor("doctor");
        Assert.Equal(TimeSpan.FromSeconds(5), options.Doctor.Duration);
        Assert.Empty(options.Doctor.Interfaces);
        Assert.Null(options.Doctor.Ports);
        options = ParseDoctor("doctor", "-i", "eth0", "-i", "lo", "--port", "80", "--duration", "500ms", "--format", "json", "--lang", "en");
        Assert.Equal(["eth0", "lo"], options.Doctor.Interfaces);
        Assert.Equal([(80, 80)], options.Doctor.Ports!.Ranges());
        Assert.False(options.Doctor.Ports!.IsAll);
        Assert.Equal((TimeSpan.FromMilliseconds(500), OutputFormat.Json), (options.Doctor.Duration, options.Format));
        Assert.True(ParseDoctor("doctor", "--all-ports").Doctor.Ports!.IsAll);
        var command = new MonitorCommand(Texts.English, Nothing, Nothing, Nothing, Nothing, Nothing);
        Assert.Equal(2, command.Invoke(["doctor", "--keep"], out var errors));
        Assert.NotEmpty(errors);
    }

    [Theory]
    [InlineData("80", "80-80")]
    [InlineData("8000-8002,8007,8003,65535,1", "1-1 8000-8003 8007-8007 65535-65535")]
    public void Ports_are_shown_as_ranges(string given, string ranges) => Assert.Equal(
        ranges, string.Join(' ', ParseDoctor("doctor", "--port", given).Doctor.Ports!.Ranges().Select(range => $"{range.First}-{range.Last}")));

    static DoctorCommandOptions ParseDoctor(params string[] args)
    {
        DoctorCommandOptions? parsed = null;
        var command = new MonitorCommand(Texts.English, Nothing, Nothing, Nothing, Nothing, options =>
        {
            parsed = options;
            return 0;
        });
        Assert.Equal(0, command.Invoke(args, out var errors));
        Assert.Empty(errors);
        return parsed!;
    }

    static ReplayCommandOptions ParseReplay(params string[] args)
    {
        ReplayCommandOptions? parsed = null;
        var command = new MonitorCommand(Texts.English, Nothing, Nothing, options =>
        {
            parsed = options;
            return 0;
        }, Nothing, Nothing);
        Assert.Equal(0, command.Invoke(args, out var errors));
        Assert.Empty(errors);
        return parsed!;
    }

    static int Nothing<T>(T options) => throw new InvalidOperationException($"nothing must run, but {options} would");

    static MonitorOptions Parse(params string[] args)
    {
        MonitorOptions? parsed = null;
        var command = new MonitorCommand(Texts.English, options =>
        {
            parsed = options;
            return 0;
        }, Nothing, Nothing, Nothing, Nothing);
        Assert.Equal(0, command.Invoke(args, out var errors));
        Assert.Empty(errors);
        return parsed!;
    }
}
