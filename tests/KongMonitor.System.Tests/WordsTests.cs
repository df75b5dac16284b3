// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>Each thing that went wrong has its word, its number and its place, in every output; and no other's.</summary>
public sealed class WordsTests(Lab lab) : SystemTest(lab)
{
    const string Late = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nlate";
    const string Ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    // What the server says to a path, before it waits for the next request or, behind "closes" and "resets", leaves.
    static readonly Dictionary<string, string> answers = new()
    {
        ["/404"] = "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        ["/503"] = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
        ["/closes"] = "",
        ["/resets"] = "",
        ["/cut-closes"] = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234",
        ["/waits"] = "",
        ["/garbage"] = "this is no HTTP at all\r\n",
        ["/ok"] = Ok,
        ["/twice"] = Ok + Ok,
    };

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
        using var release = new ManualResetEventSlim();
        using var server = new ScriptedServer(Lab.Gateway, 8007, socket => Serve(socket, release));
        var monitor = await StartMonitor(["--timeout", "1s", .. options]);
        using var waits = new HttpClientSocket(Lab.Connect(new(Lab.GatewayAddress, 8007)));
        waits.Send(Request.Get("/late"));
        foreach (var path in (string[])["/404", "/503", "/closes", "/resets", "/cut-closes", "/twice"])
        {
            using var client = Send(path);
            End(client, path.EndsWith('s') ? -1 : answers[path].Length);
        }

        Send("/waits").Close();
        using (var resets = Send("/waits"))
        {
            resets.LingerState = new(true, 0);
        }

        using (var lost = Send("/garbage"))
        {
            End(lost, answers["/garbage"].Length);
            lost.Send(Request.Get("/ok").Bytes);
            End(lost, Ok.Length);
        }

        using (var tls = Lab.Connect(new(Lab.GatewayAddress, 8007)))
        {
            tls.Send([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3, 0, 0, 0, 0, 0]);
        }

        await Until.True(() => monitor.Output.Contains("timeout", StringComparison.Ordinal), () => "the request timed out");
        release.Set();
        End(waits.Socket, Late.Length);
        Assert.Equal(0, await monitor.Stop());
        return monitor;
    }

    System.Net.Sockets.Socket Send(string path)
    {
        var socket = Lab.Connect(new(Lab.GatewayAddress, 8007));
        socket.Send(Request.Get(path).Bytes);
        return socket;
    }

    // Reads that many bytes, or to the end by whatever means.
    static void End(System.Net.Sockets.Socket socket, int count)
    {
        try
        {
            for (var buffer = new byte[4096]; count != 0;)
            {
                var received = socket.Receive(buffer, count < 0 ? buffer.Length : count, System.Net.Sockets.SocketFlags.None);
                if (received == 0)
                {
                    break;
                }

                count -= count < 0 ? 0 : received;
            }
        }
        catch (System.Net.Sockets.SocketException) when (count < 0)
        {
            // a RST
        }
    }

    static void Serve(System.Net.Sockets.Socket socket, ManualResetEventSlim release)
    {
        while (ScriptedServer.ReadHead(socket) is { Length: > 16 } head)
        {
            var path = head.Split(' ')[1];
            if (path == "/late")
            {
                release.Wait(TimeSpan.FromSeconds(10));
            }

            socket.Send(Encoding.ASCII.GetBytes(answers.GetValueOrDefault(path, Late)));
            if (path.EndsWith("closes", StringComparison.Ordinal) || path == "/resets")
            {
                socket.LingerState = new(path == "/resets", 0);
                return;
            }
        }
    }
}
