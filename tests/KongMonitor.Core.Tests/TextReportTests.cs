// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests;

public sealed class TextReportTests
{
    [Fact]
    public void Before_any_traffic_there_is_the_container_block_alone()
    {
        Assert.Equal(
            """
            === Kong Gateway 트래픽 통계 ===
            컨테이너 통계:
              총 요청 수: 0
              총 응답 수: 0
              총 송신 바이트: 0
              총 수신 바이트: 0
              총 에러 수: 0
              마지막 활동: -
            ===============================


            """,
            Printed.Report(new KernelReading { Time = Wire.Time, Since = Wire.Time, Monotonic = Wire.Monotonic }));
    }

    [Fact]
    public void Counts_that_an_earlier_run_began_say_since_when()
    {
        var reading = Seed.Reading();
        reading.IsResumed = true;
        reading.Since = Wire.Time.AddHours(-1);
        Assert.Contains("\n\n집계 시작: 2024-01-15T09:30:00Z (이전 실행에서 시작됨)\n", Printed.Report(reading));
    }

    [Fact]
    public void Two_reports_in_a_row_have_one_blank_line_between_them()
    {
        var snapshot = SnapshotBuilder.Build(Seed.Reading());
        var output = Printed.Text(text =>
        {
            text.Report(snapshot);
            text.Report(snapshot);
        });
        Assert.Equal($"{Seed.Report}\n{Seed.Report}\n", output);
    }

    [Fact]
    public void A_report_after_events_has_a_blank_line_before_it()
    {
        var output = Printed.Text(text =>
        {
            text.Event(Seed.Request(), Wire.Clock);
            text.Report(SnapshotBuilder.Build(Seed.Reading()));
        });
        Assert.Contains("상태: 0\n\n===", output);
    }

    [Fact]
    public void A_table_shows_the_20_rows_with_the_most_requests_and_says_how_many_more_there_are()
    {
        var reading = Seed.Reading();
        for (var i = 0; i < 23; i++)
        {
            reading.Endpoints.Add(Wire.Endpoint(200, path: $"/{i}"), Wire.Ended((ulong)(100 + i)));
        }

        var output = Printed.Report(reading);
        Assert.Contains("경로별 통계:\n  api.example.com/22: 요청 수: 122,", output);
        Assert.Contains("  api.example.com/3: 요청 수: 103,", output);
        Assert.DoesNotContain("api.example.com/2: ", output);
        Assert.Contains("\n  ... 외 3개\n\n연결 1:", output);
    }

    [Fact]
    public void The_upstream_leg_has_a_block_and_rows_of_its_own()
    {
        var reading = Seed.Reading();
        reading.Containers.Values[0].Upstream = new LegStats { Requests = 7, Responses = 7, LastActivity = Wire.Monotonic };
        reading.Endpoints.Add(Wire.Endpoint(200, "orders.internal", "/v1", leg: Leg.Upstream), Wire.Ended(7));
        reading.Connections.Add(
            Wire.Connection("10.0.0.5", 40000, "10.0.0.9", 80, "orders.internal", "/v1"),
            new ConnStats { Requests = 7, Responses = 7, Leg = (byte)Leg.Upstream, LastActivity = Wire.Monotonic });
        var output = Printed.Report(reading);
        var upstream = output.IndexOf("업스트림 통계:\n  총 요청 수: 7\n", StringComparison.Ordinal);
        Assert.True(upstream > output.IndexOf("연결 1:", StringComparison.Ordinal));
        Assert.DoesNotContain("orders.internal", output[..upstream]);
        Assert.Contains("업스트림 경로별 통계:\n  orders.internal/v1: 요청 수: 7,", output);
        Assert.Contains("업스트림 연결 1:\n  10.0.0.5:40000 -> 10.0.0.9:80\n", output);
        Assert.Contains("  총 요청 수: 150\n", output);
    }

    [Fact]
    public void An_event_of_the_upstream_leg_is_marked()
    {
        var traffic = Seed.Request();
        traffic.Leg = (byte)Leg.Upstream;
        Assert.EndsWith("| 상태: 0 | 업스트림\n", Printed.Text(output => output.Event(traffic, Wire.Clock)));
    }

    [Fact]
    public void Connections_beyond_the_limit_are_counted()
    {
        var reading = Seed.Reading();
        reading.Connections.Add(
            Wire.Connection("192.168.1.101", 1, "10.0.0.5", 8000, "b", "/"), new ConnStats { LastActivity = Wire.Monotonic + 1 });
        var output = Printed.Report(reading, connections: 1);
        Assert.Contains("연결 1:\n  192.168.1.101:1 ->", output);
        Assert.DoesNotContain("연결 2", output);
        Assert.Contains("\n... 외 연결 1개\n", output);
    }

    [Fact]
    public void Losses_and_other_protocols_are_a_line_each_and_only_when_there_are_any()
    {
        var reading = Seed.Reading();
        Assert.DoesNotContain("유실", Printed.Report(reading));
        reading.Losses[(int)Loss.RingFull] = 12;
        reading.NotHttp[(int)NotHttp.Tls] = 3;
        reading.NotHttp[(int)NotHttp.Count + (int)NotHttp.Http2] = 1;
        var output = Printed.Text(text => text.Report(SnapshotBuilder.Build(reading, new() { OutputFull = 5 })));
        Assert.Contains("\n유실: ring_full 12 (이벤트 버퍼가 가득 참), output_full 5 (출력을 읽는 쪽이 느림)\n===", output);
        Assert.Contains("\nHTTP가 아닌 연결: TLS 3\n", output);
        Assert.Contains("\nHTTP가 아닌 업스트림 연결: HTTP/2 1\n", output);
    }

    [Fact]
    public void What_could_not_be_followed_is_said()
    {
        var reading = Seed.Reading();
        Span<ulong> desynced = reading.Containers.Values[0].Downstream.Desynced;
        desynced[(int)DesyncReason.Gap] = 4;
        reading.Containers.Values[0].Upstream.Unmatched = 3;
        var output = Printed.Report(reading);
        Assert.Contains("\n끝까지 추적하지 못한 요청: 4 (gap 4)\n", output);
        Assert.Contains("\n업스트림: 요청을 모르는 응답: 3\n", output);
    }

    [Fact]
    public void Requests_without_a_response_are_a_line_of_their_own_with_their_reasons()
    {
        var reading = Seed.Reading();
        Span<ulong> unanswered = reading.Containers.Values[0].Downstream.Unanswered;
        (unanswered[(int)UnansweredReason.ClosedByServer], unanswered[(int)UnansweredReason.Timeout]) = (2, 1);
        Assert.Contains("\n응답이 오지 않은 요청: 3 (closed_by_server 2, timeout 1)\n", Printed.Report(reading));
    }

    [Fact]
    public void Nothing_stands_for_an_empty_domain()
    {
        var reading = Seed.Reading();
        reading.Endpoints.Add(Wire.Endpoint(200, domain: "", path: "/old"), Wire.Ended(1));
        var output = Printed.Report(reading);
        Assert.Contains("도메인별 통계:\n  -: 요청 수: 1,", output);
        Assert.Contains("경로별 통계:\n  /old: 요청 수: 1,", output);
    }

    [Theory]
    [InlineData("XDP", "XDP native")]
    [InlineData("XDP", "XDP generic")]
    [InlineData("TC", "TCX")]
    [InlineData("TC", "clsact")]
    public void The_start_line_names_the_program_that_sees_incoming_packets(string named, string description)
    {
        var output = Printed.Text(text => text.Started(
            Wire.Time, [new("eth1", 7, Direction.Egress, "TCX"), new("eth1", 7, Direction.Ingress, description)]));
        Assert.Contains($" {named} 프로그램이 인터페이스 eth1 (인덱스 7)에 연결됨\n", output);
        Assert.Equal(3, output.Count(character => character == '\n'));
    }

    [Fact]
    public void Each_interface_has_a_start_line()
    {
        var output = Printed.Text(text => text.Started(Wire.Time, [.. Seed.Attachments, new("lo", 1, Direction.Egress, "TCX")]));
        Assert.Contains("XDP 프로그램이 인터페이스 eth0 (인덱스 2)에 연결됨\n", output);
        Assert.Contains("TC 프로그램이 인터페이스 lo (인덱스 1)에 연결됨\n", output);
    }
}
