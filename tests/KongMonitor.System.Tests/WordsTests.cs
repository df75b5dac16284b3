// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Each thing that went wrong has its word, its number and its place, in every output; and no other's.</summary>
public sealed class WordsTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task In_JSON()
    {
        await using var monitor = await Misfortunes("--format", "json");
        Whole(monitor);
        var leg = monitor.Last.Downstream;
        Assert.Equal((11, 5, 5, 1, 0), (leg.Requests, leg.Responses, leg.Unanswered, leg.Desynced, leg.InFlight));
        Assert.Equal((1, 1, 1), (leg.Unmatched, leg.Late, leg.Aborted));
        string[] reasons = ["reset_by_client", "reset_by_server", "closed_by_client", "closed_by_server", "timeout"];
        Assert.Equal(reasons.Order().Select(reason => (reason, 1L)), leg.UnansweredBy.OrderBy(pair => pair.Key).Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(new() { ["invalid"] = 1 }, leg.DesyncedBy);
        Assert.Equal(
            [(200, 3L), (404, 1L), (503, 1L)],
            monitor.Last.Statuses.Where(row => row.Status > 0).Select(row => ((int)row.Status!, row.Responses)).Order());
        Assert.Equal([("tls", 1L)], monitor.Last.NotHttp.Where(kind => kind.Value > 0).Select(kind => (kind.Key, kind.Value)));
        Assert.DoesNotContain(monitor.Last.Losses, loss => loss.Value > 0);
        Assert.Equal(
            new WarningLine("tls", "problem", "8007 is TLS: 1 connection could not be read", "end TLS in front of the gateway, or send clients to a plain port"),
            Assert.Single(monitor.Last.Warnings));
        Assert.Equal(7, monitor.Last.Containers.Single(row => row is { Leg: "downstream", Index: 0 }).Errors);
        Assert.Equal(reasons.Order(), monitor.Events.Where(line => line is { Type: "error", Status: 0 }).Select(line => line.Reason!).Order());
        Assert.Equal("invalid", Assert.Single(monitor.Events, line => line.Type == "desynced").Reason);
        Assert.Equal([404, 503], monitor.Events.Where(line => line is { Type: "error", Status: > 0 }).Select(line => line.Status).Order());
    }

    [Theory]
    [InlineData(
        "en", "Responses with an error status", "Requests that no response came to", "Requests that could not be followed to their end",
        "Responses without a known request", "Responses that came after their request timed out", "Responses that were cut short",
        "Connections that are not HTTP", "Losses",
        "Warning: 8007 is TLS: 1 connection could not be read (end TLS in front of the gateway, or send clients to a plain port)")]
    [InlineData(
        "ko", "에러 상태 코드의 응답", "응답이 오지 않은 요청", "끝까지 추적하지 못한 요청",
        "요청을 모르는 응답", "시간 초과 뒤에 온 응답", "도중에 끊긴 응답", "HTTP가 아닌 연결", "유실",
        "경고: 8007 포트는 TLS입니다: 연결 1개를 읽을 수 없었습니다 (TLS를 게이트웨이 앞에서 끝내거나 클라이언트를 평문 포트로 보내세요)")]
    public async Task In_the_report(
        string language, string statuses, string unanswered, string desynced, string unmatched, string late, string aborted, string notHttp, string losses, string warning)
    {
        await using var monitor = await Misfortunes("--format", "text", "--lang", language);
        var events = monitor.Output.Split('\n').Where(line => line.StartsWith('[')).ToArray();
        string[] troubles =
        [
            "ERROR reset_by_client", "ERROR reset_by_server", "ERROR closed_by_client", "ERROR closed_by_server", "ERROR timeout",
            "DESYNCED invalid", "RESPONSE late", "RESPONSE aborted",
        ];
        // "[time] WORD from -> to | METHOD path | bytes | status" and, where something went wrong, what
        Assert.Equal(
            troubles.Order(),
            events.Select(line => (line, parts: line.Split(" | "))).Where(line => line.parts.Length > 4)
                .Select(line => $"{line.line.Split(' ')[1]} {line.parts[4]}").Order());
        var report = monitor.Output[monitor.Output.LastIndexOf("=== Kong Gateway", StringComparison.Ordinal)..];
        string[] expected =
        [
            $"{statuses}: 2 (404 1, 503 1)",
            $"{unanswered}: 5 (reset_by_client 1, reset_by_server 1, closed_by_client 1, closed_by_server 1, timeout 1)",
            $"{desynced}: 1 (invalid 1)", $"{unmatched}: 1", $"{late}: 1", $"{aborted}: 1", $"{notHttp}: TLS 1", warning,
        ];
        var remarks = report.Split('\n').SkipWhile(line => line != expected[0]).TakeWhile(line => !line.StartsWith("===", StringComparison.Ordinal));
        Assert.Equal(expected, remarks);
        Assert.DoesNotContain(losses, report, StringComparison.Ordinal);
    }

    async Task<MonitorProcess> Misfortunes(params string[] options)
    {
        using var misfortunes = new Misfortunes(Lab);
        var monitor = await StartMonitor(["--timeout", "1s", .. options]);
        await misfortunes.Happen(() => monitor.Output.Contains("timeout", StringComparison.Ordinal));
        Assert.Equal(0, await monitor.Stop());
        return monitor;
    }
}
