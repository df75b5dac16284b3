// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.CoreTests.Support;
using KongMonitor.Language;

namespace KongMonitor.CoreTests;

public sealed class SeedTextTests
{
    [Fact]
    public void The_whole_output_is_the_seeds_to_the_letter()
    {
        var output = Printed.Text(text =>
        {
            text.Started(Wire.Time, Seed.Attachments);
            text.Report(SnapshotBuilder.Build(Seed.Reading()));
            text.Event(Seed.Request(), Wire.Clock);
            text.Event(Seed.Response(), Wire.Clock);
        });
        Assert.Equal($"{Seed.Start}\n{Seed.Report}\n{Seed.Events}", output);
    }

    [Fact]
    public void Tables_stand_between_the_container_and_the_connections_and_change_nothing_else()
    {
        var reading = Seed.Reading();
        reading.Endpoints.Add(Wire.Endpoint(200), Wire.Ended(148));
        reading.Endpoints.Add(Wire.Endpoint((ushort)ExchangeStatus.Timeout), Wire.Ended(2));
        const string counts = "요청 수: 150, 응답 수: 148, 송신: 1500 bytes, 수신: 3000 bytes, 에러 수: 2";
        const string tables = $"""
            메서드별 통계:
              GET: {counts}

            도메인별 통계:
              api.example.com: {counts}

            경로별 통계:
              api.example.com/users: {counts}


            """;
        var output = Printed.Report(reading);
        Assert.Contains($"\n\n{tables}연결 1:\n", output);
        Assert.Equal(Seed.Report + "\n", output.Replace(tables, ""));
    }

    [Fact]
    public void An_error_event_has_the_word_ERROR()
    {
        var traffic = Seed.Response();
        traffic.Type = (uint)EventType.Error;
        traffic.Status = 502;
        var line = Printed.Text(output => output.Event(traffic, Wire.Clock));
        Assert.Equal("[10:30:05] ERROR 10.0.0.5:8000 -> 192.168.1.100:54321 | GET api.example.com/users | 800 bytes | 상태: 502\n", line);
    }

    [Fact]
    public void Events_and_start_lines_are_in_local_time_and_last_activity_is_in_UTC()
    {
        var seoul = TimeZoneInfo.CreateCustomTimeZone("Seoul", TimeSpan.FromHours(9), "Seoul", "Seoul");
        var output = Printed.Text(
            text =>
            {
                text.Started(Wire.Time, Seed.Attachments);
                text.Report(SnapshotBuilder.Build(Seed.Reading()));
                text.Event(Seed.Request(), Wire.Clock);
            },
            zone: seoul);
        Assert.StartsWith("2024/01/15 19:30:00 ", output);
        Assert.Contains("\n[19:30:05] REQUEST ", output);
        Assert.Contains(": 2024-01-15T10:30:00Z\n", output);
    }

    [Fact]
    public void English_says_the_same()
    {
        var output = Printed.Text(
            text =>
            {
                text.Started(Wire.Time, Seed.Attachments);
                text.Report(SnapshotBuilder.Build(Seed.Reading()));
                text.Event(Seed.Request(), Wire.Clock);
            },
            Texts.English);
        Assert.Equal(
            """
            2024/01/15 10:30:00 Kong Gateway eBPF Monitor started
            2024/01/15 10:30:00 XDP program attached to interface eth0 (index 2)
            2024/01/15 10:30:00 Press Ctrl-C to stop

            === Kong Gateway Traffic Statistics ===
            Container statistics:
              Total requests: 150
              Total responses: 148
              Total bytes sent: 45600
              Total bytes received: 23400
              Total errors: 2
              Last activity: 2024-01-15T10:30:00Z

            Connection 1:
              192.168.1.100:54321 -> 10.0.0.5:8000
              Method: GET, Domain: api.example.com, Path: /users
              Requests: 25, Responses: 24
              Sent: 1200 bytes, Received: 800 bytes
              Errors: 1
              Last activity: 2024-01-15T10:30:00Z
            =======================================

            [10:30:05] REQUEST 192.168.1.100:54321 -> 10.0.0.5:8000 | GET api.example.com/users | 1200 bytes | Status: 0

            """,
            output);
    }
}
