// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.CoreTests.Support;
using KongMonitor.Language;

namespace KongMonitor.CoreTests;

public sealed class ContainerBlockTests
{
    readonly KernelReading reading = new() { Time = Wire.Time, Since = Wire.Time, Monotonic = Wire.Monotonic };

    [Fact]
    public void One_container_has_one_block_whatever_its_index()
    {
        var seed = Seed.Reading();
        var moved = Seed.Reading();
        moved.Containers.Clear();
        moved.Containers.Add(0, default);
        moved.Containers.Add(5, seed.Containers.Values[0]);
        moved.ContainerIdentities[5] = new("4f5e", "kong", "shop", "kong:3.9", "/a");
        Assert.Equal(Seed.Report + "\n", Printed.Report(moved));
    }

    [Fact]
    public void Several_containers_have_a_block_of_their_totals_and_one_each()
    {
        reading.Containers.Add(0, new ContainerStats { Downstream = new() { Requests = 3, LastActivity = Wire.Monotonic - 5_000_000_000 } });
        Seed.AddContainer(reading, 1, 70, new("4f5e0c1d2b3a4958", "kong", "shop", "kong:3.9", "/a"));
        Assert.StartsWith(
            """
            === Kong Gateway 트래픽 통계 ===
            컨테이너 통계:
              총 요청 수: 4
              총 응답 수: 1
              총 송신 바이트: 100
              총 수신 바이트: 0
              총 에러 수: 0
              마지막 활동: 2024-01-15T10:30:00Z

            컨테이너 0 (귀속되지 않음):
              총 요청 수: 3
              총 응답 수: 0
              총 송신 바이트: 0
              총 수신 바이트: 0
              총 에러 수: 0
              마지막 활동: 2024-01-15T10:29:55Z

            컨테이너 1 (kong, 파드 shop, kong:3.9):
              총 요청 수: 1
              총 응답 수: 1
              총 송신 바이트: 100
              총 수신 바이트: 0
              총 에러 수: 0
              마지막 활동: 2024-01-15T10:30:00Z

            업스트림 통계:
            """,
            Printed.Report(reading));
    }

    [Fact]
    public void A_title_has_what_is_known()
    {
        Seed.AddContainer(reading, 1, 70, new("4f5e0c1d2b3a4958", null, null, "kong:3.9", "/a"));
        Seed.AddContainer(reading, 2, 71, new("00ff", null, "shop", null, "/b"));
        Seed.AddContainer(reading, 3, 72, new(null, "kong.service", null, null, "/c"));
        Seed.AddContainer(reading, 4, 73, null);
        var output = Printed.Report(reading, Texts.English);
        Assert.Equal(
            [
                "Container statistics:", "Container 1 (4f5e0c1d2b3a, kong:3.9):", "Container 2 (00ff, pod shop):",
                "Container 3 (kong.service):", "Container 4 (cgroup 73):",
            ],
            output.Split('\n').Where(line => line.StartsWith("Container", StringComparison.Ordinal)));
    }

    [Fact]
    public void What_is_not_attributed_is_said_in_English_too()
    {
        var seed = Seed.Reading();
        Seed.AddContainer(seed, 1, 70, null);
        Assert.Contains("\nContainer 0 (not attributed):\n  Total requests: 150\n", Printed.Report(seed, Texts.English));
    }

    [Fact]
    public void A_container_that_only_asks_services_has_no_downstream_block()
    {
        var seed = Seed.Reading();
        seed.Containers.Add(1, new ContainerStats { Upstream = new() { Requests = 1, LastActivity = Wire.Monotonic } });
        var output = Printed.Report(seed);
        Assert.StartsWith(Seed.Report[..Seed.Report.IndexOf("===============================", StringComparison.Ordinal)], output);
        Assert.DoesNotContain("컨테이너 1", output);
    }
}
