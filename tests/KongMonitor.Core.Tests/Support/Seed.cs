// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core;

namespace KongMonitor.CoreTests.Support;

/// <summary>The expected result that the project was asked for, and the traffic behind it.</summary>
static class Seed
{
    public const string Start = """
        2024/01/15 10:30:00 Kong Gateway eBPF Monitor 시작
        2024/01/15 10:30:00 XDP 프로그램이 인터페이스 eth0 (인덱스 2)에 연결됨
        2024/01/15 10:30:00 Ctrl-C를 눌러 종료

        """;

    public const string Report = """
        === Kong Gateway 트래픽 통계 ===
        컨테이너 통계:
          총 요청 수: 150
          총 응답 수: 148
          총 송신 바이트: 45600
          총 수신 바이트: 23400
          총 에러 수: 2
          마지막 활동: 2024-01-15T10:30:00Z

        연결 1:
          192.168.1.100:54321 -> 10.0.0.5:8000
          메서드: GET, 도메인: api.example.com, 경로: /users
          요청 수: 25, 응답 수: 24
          송신: 1200 bytes, 수신: 800 bytes
          에러 수: 1
          마지막 활동: 2024-01-15T10:30:00Z
        ===============================

        """;

    public const string Events = """
        [10:30:05] REQUEST 192.168.1.100:54321 -> 10.0.0.5:8000 | GET api.example.com/users | 1200 bytes | 상태: 0
        [10:30:05] RESPONSE 10.0.0.5:8000 -> 192.168.1.100:54321 | GET api.example.com/users | 800 bytes | 상태: 200

        """;

    public static IReadOnlyList<Attachment> Attachments { get; } =
        [new("eth0", 2, Direction.Egress, "TCX"), new("eth0", 2, Direction.Ingress, "XDP generic")];

    public static KernelReading Reading()
    {
        var reading = new KernelReading { Time = Wire.Time, Since = Wire.Time, Monotonic = Wire.Monotonic };
        var container = default(ContainerStats);
        container.Downstream = new LegStats
        {
            Requests = 150,
            Responses = 148,
            BytesSent = 45600,
            BytesReceived = 23400,
            Errors = 2,
            LastActivity = Wire.Monotonic,
            InFlight = 2,
        };
        reading.Containers.Add(0, container);
        reading.Connections.Add(
            Wire.Connection("192.168.1.100", 54321, "10.0.0.5", 8000, "api.example.com", "/users"),
            new ConnStats
            {
                Requests = 25,
                Responses = 24,
                BytesSent = 1200,
                BytesReceived = 800,
                Errors = 1,
                LastActivity = Wire.Monotonic,
            });
        return reading;
    }

    /// <summary>A container with one downstream and two upstream requests.</summary>
    public static void AddContainer(KernelReading reading, uint index, ulong cgroup, ContainerIdentity? identity)
    {
        var stats = default(ContainerStats);
        stats.Downstream = new LegStats { Requests = 1, Responses = 1, BytesSent = 100, LastActivity = Wire.Monotonic };
        stats.Upstream = new LegStats { Requests = 2, Responses = 2, LastActivity = Wire.Monotonic };
        reading.Containers.Add(index, stats);
        reading.ContainerCgroups[index] = cgroup;
        reading.ContainerIdentities[index] = identity;
    }

    public static TrafficEvent Request()
    {
        var traffic = Wire.Event(EventType.Request, "192.168.1.100", 54321, "10.0.0.5", 8000);
        traffic.Bytes = 1200;
        return traffic;
    }

    public static TrafficEvent Response()
    {
        var traffic = Wire.Event(EventType.Response, "10.0.0.5", 8000, "192.168.1.100", 54321);
        traffic.Bytes = 800;
        traffic.Status = 200;
        traffic.Ttfb = 1_234_567;
        traffic.Total = 2_345_678;
        return traffic;
    }
}
