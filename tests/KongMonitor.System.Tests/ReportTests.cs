// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>The text that a person sees.</summary>
public sealed class ReportTests(Lab lab) : SystemTest(lab)
{
    const string Date = @"\d{4}/\d\d/\d\d \d\d:\d\d:\d\d";
    const string Time = @"\[\d\d:\d\d:\d\d\]";
    const string Utc = @"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ";

    [Fact]
    public async Task It_starts_with_the_three_lines()
    {
        await using var monitor = await MonitorProcess.Start(Lab.Gateway, "--interface", "eth0").Announced();
        await monitor.Stop();
        Assert.Matches(
            $@"\A{Date} Kong Gateway eBPF Monitor 시작\n"
                + $@"{Date} XDP 프로그램이 인터페이스 eth0 \(인덱스 \d+\)에 연결됨\n{Date} Ctrl-C를 눌러 종료\n",
            monitor.Output);
    }

    [Fact]
    public async Task An_exchange_has_its_two_lines_and_its_place_in_the_report()
    {
        var (client, output, _) = await TextOfOneExchange("/direct/200/", "--no-upstream");
        var server = Regex.Escape($"{Lab.GatewayEndPoint}");
        Assert.Matches($@"(?m)^{Time} REQUEST {client} -> {server} \| GET api\.example\.com/direct/200/ \| 52 bytes \| 상태: 0$", output);
        Assert.Matches($@"(?m)^{Time} RESPONSE {server} -> {client} \| GET api\.example\.com/direct/200/ \| 143 bytes \| 상태: 200$", output);
        Assert.Matches(
            @"=== Kong Gateway 트래픽 통계 ===\n컨테이너 통계:\n  총 요청 수: 1\n  총 응답 수: 1\n"
                + $@"  총 송신 바이트: 52\n  총 수신 바이트: 143\n  총 에러 수: 0\n  마지막 활동: {Utc}\n",
            output);
        Assert.Matches(
            $@"\n연결 1:\n  {client} -> {server}\n  메서드: GET, 도메인: api\.example\.com, 경로: /direct/200/\n"
                + @"  요청 수: 1, 응답 수: 1\n  송신: 52 bytes, 수신: 143 bytes\n"
                + $@"  에러 수: 0\n  마지막 활동: {Utc}\n===============================\s*\z",
            output);
    }

    [Fact]
    public async Task An_error_has_the_word_ERROR()
    {
        var (client, output, _) = await TextOfOneExchange("/direct/404/", "--no-upstream");
        Assert.Matches($@"(?m)^{Time} ERROR .* -> {client} \| GET api\.example\.com/direct/404/ \| \d+ bytes \| 상태: 404$", output);
    }

    [Fact]
    public async Task The_upstream_leg_is_shown_apart()
    {
        var (_, output, _) = await TextOfOneExchange("/proxied");
        Assert.Contains("업스트림 통계", output);
        Assert.Matches(@"(?m)\| 업스트림$", output);
        Assert.Contains("  총 요청 수: 1\n", output);
        Assert.DoesNotContain("  총 요청 수: 2\n", output);
    }

    [Fact]
    public async Task English_says_the_same()
    {
        var (client, output, errors) = await TextOfOneExchange("/direct/200/", "--lang", "en");
        Assert.Matches($@"\A{Date} Kong Gateway eBPF Monitor started\n", output);
        Assert.Matches($@"(?m)^{Time} REQUEST {client} -> .* \| GET api\.example\.com/direct/200/ \| 52 bytes \| Status: 0$", output);
        Assert.Contains("=== Kong Gateway Traffic Statistics ===\nContainer statistics:\n  Total requests: 1\n  Total responses: 1\n", output);
        Assert.DoesNotMatch(@"\p{IsHangulSyllables}", output);
        Assert.Equal("", errors);
    }

    [Fact]
    public async Task It_ends_by_itself_after_its_duration()
    {
        await using var monitor = MonitorProcess.Start(Lab.Gateway, "--interface", "eth0", "--duration", "1s", "--no-events");
        Assert.Equal(0, await monitor.Exited());
        Assert.Single(Regex.Matches(monitor.Output, "=== Kong Gateway 트래픽 통계 ==="));
    }

    [Fact]
    public async Task Without_an_interface_it_takes_that_of_the_default_route()
    {
        Command.Run("ip", "-n", Lab.Gateway, "route", "add", "default", "via", $"{Lab.ClientAddress}");
        try
        {
            await using var monitor = await MonitorProcess.Start(Lab.Gateway).Announced();
            Assert.Contains(" eth0 ", monitor.Output);
            Assert.Equal(0, await monitor.Stop());
        }
        finally
        {
            Command.Run("ip", "-n", Lab.Gateway, "route", "delete", "default");
        }
    }

    async Task<(string Client, string Output, string Errors)> TextOfOneExchange(string target, params string[] options)
    {
        await using var monitor = await MonitorProcess.Start(Lab.Gateway, ["--interface", "eth0", .. options]).Announced();
        using var client = Connect();
        client.Call(Request.Get(target));
        Assert.Equal(0, await monitor.Stop());
        return (Regex.Escape(client.LocalEndPoint), monitor.Output, monitor.Errors);
    }
}
