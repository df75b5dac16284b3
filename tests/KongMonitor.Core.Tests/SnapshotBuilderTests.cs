// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests;

public sealed class SnapshotBuilderTests
{
    readonly KernelReading reading = new() { Time = Wire.Time, Since = Wire.Time.AddHours(-1), Monotonic = Wire.Monotonic };

    Snapshot Snapshot => SnapshotBuilder.Build(reading);

    IEnumerable<(Leg Leg, ushort Status, ulong Responses)> Statuses => Snapshot.Statuses.Select(row => (row.Leg, row.Status, row.Responses));

    [Fact]
    public void A_row_counts_what_ended_and_what_is_in_flight()
    {
        reading.Endpoints.Add(Wire.Endpoint(200), Wire.Ended(5));
        reading.Endpoints.Add(Wire.Endpoint(404), Wire.Ended(3));
        reading.Endpoints.Add(Wire.Endpoint((ushort)ExchangeStatus.ResetByClient), Wire.Ended(1));
        reading.Endpoints.Add(Wire.Endpoint((ushort)ExchangeStatus.Timeout), Wire.Ended(1));
        reading.Endpoints.Add(Wire.Endpoint((ushort)ExchangeStatus.Desynced), Wire.Ended(1));
        reading.InFlight.Add(new InflightKey { Index = 1 }, Wire.InFlight(ExchangeState.InFlight));
        var expected = new TrafficCounts(Requests: 12, Responses: 8, BytesSent: 110, BytesReceived: 220, Errors: 5);
        Assert.Equal(expected, Assert.Single(Snapshot.Methods).Counts);
        Assert.Equal(expected, Assert.Single(Snapshot.Domains).Counts);
        Assert.Equal(expected, Assert.Single(Snapshot.Paths).Counts);
    }

    [Theory]
    [InlineData(ExchangeState.Parsing)]
    [InlineData(ExchangeState.Provisional)]
    [InlineData(ExchangeState.TimedOut)]
    [InlineData(ExchangeState.Ended)]
    public void Only_what_is_in_flight_is_counted_as_such(ExchangeState state)
    {
        reading.InFlight.Add(new InflightKey { Index = 1 }, Wire.InFlight(state));
        Assert.Empty(Snapshot.Methods);
        Assert.Empty(Snapshot.Paths);
    }

    [Fact]
    public void Rows_are_told_apart_by_leg_domain_and_path_and_the_busiest_is_first()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, "a", "/1"), Wire.Ended(1));
        reading.Endpoints.Add(Wire.Endpoint(200, "b", "/1"), Wire.Ended(4));
        reading.Endpoints.Add(Wire.Endpoint(200, "a", "/2", HttpMethod.Post), Wire.Ended(2));
        reading.Endpoints.Add(Wire.Endpoint(200, "a", "/1", leg: Leg.Upstream), Wire.Ended(9));
        Assert.Equal(
            [(Leg.Downstream, "b", 4UL), (Leg.Downstream, "a", 3UL), (Leg.Upstream, "a", 9UL)],
            Snapshot.Domains.Select(row => (row.Leg, row.Domain!, row.Counts.Requests)));
        Assert.Equal(
            [("b", "/1", 4UL), ("a", "/2", 2UL), ("a", "/1", 1UL), ("a", "/1", 9UL)],
            Snapshot.Paths.Select(row => (row.Domain!, row.Path!, row.Counts.Requests)));
        Assert.Equal(
            [(Leg.Downstream, "GET", 5UL), (Leg.Downstream, "POST", 2UL), (Leg.Upstream, "GET", 9UL)],
            Snapshot.Methods.Select(row => (row.Leg, row.Method!, row.Counts.Requests)));
    }

    [Fact]
    public void Exchanges_without_a_row_of_their_own_are_shown_as_other()
    {
        reading.Others.Add(new OtherKey { Method = (byte)HttpMethod.Get, Status = 500 }, Wire.Ended(6));
        reading.Endpoints.Add(Wire.Endpoint(500, Names.Other, Names.Other), Wire.Ended(1));
        Assert.Equal(7UL, Assert.Single(Snapshot.Methods).Counts.Requests);
        Assert.Equal([(Leg.Downstream, (ushort)500, 7UL)], Statuses);
        Assert.Equal([(true, 6UL), (false, 1UL)], Snapshot.Domains.Select(row => (row.IsOther, row.Counts.Requests)));
        Assert.Equal([("(other)", 6UL), ("(other)", 1UL)], Snapshot.Paths.Select(row => (row.Path!, row.Counts.Errors)));
    }

    [Fact]
    public void Folded_rows_count_under_their_names_and_a_group_has_a_row_of_its_own()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/users/7"), Wire.Ended(1));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/users/{id}"), Wire.Ended(2));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/health"), Wire.Ended(3));
        reading.Folded.Add(Wire.Endpoint(200, path: "/users/{id}"), Wire.Ended(10));
        reading.Folded.Add(Wire.Endpoint(404, path: "/users/{id}"), Wire.Ended(20));
        reading.Folded.Add(Wire.Endpoint(200, path: "/health"), Wire.Ended(40));
        reading.Others.Add(new OtherKey { Method = (byte)HttpMethod.Get, Status = 200 }, Wire.Ended(5));
        Assert.Equal(
            [("/health", false, 43UL), ("/users/{id}", true, 30UL), ("(other)", false, 5UL), ("/users/{id}", false, 2UL), ("/users/7", false, 1UL)],
            Snapshot.Paths.Select(row => (row.Path!, row.IsGroup, row.Counts.Requests)));
        Assert.Equal([(false, 76UL), (true, 5UL)], Snapshot.Domains.Select(row => (row.IsOther, row.Counts.Requests)));
        Assert.Equal(81UL, Assert.Single(Snapshot.Methods).Counts.Requests);
        Assert.Equal([(Leg.Downstream, (ushort)200, 61UL), (Leg.Downstream, (ushort)404, 20UL)], Statuses);
        Assert.DoesNotContain(Snapshot.Domains, row => row.IsGroup);
    }

    [Fact]
    public void Statuses_are_those_of_responses()
    {
        reading.Endpoints.Add(Wire.Endpoint(404), Wire.Ended(1));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/1"), Wire.Ended(2));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/2"), Wire.Ended(3));
        reading.Endpoints.Add(Wire.Endpoint((ushort)ExchangeStatus.ClosedByServer), Wire.Ended(4));
        reading.Endpoints.Add(Wire.Endpoint(65535), Wire.Ended(5));
        Assert.Equal([(Leg.Downstream, (ushort)200, 5UL), (Leg.Downstream, (ushort)404, 1UL)], Statuses);
    }

    [Fact]
    public void A_method_whose_name_was_lost_is_shown_as_unknown()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, method: HttpMethod.Unknown), Wire.Ended(1));
        reading.Endpoints.Add(Wire.Endpoint(200, method: HttpMethod.Other), Wire.Ended(2));
        Assert.Equal(["OTHER", "(unknown)"], Snapshot.Methods.Select(row => row.Method));
    }

    [Fact]
    public void Latency_is_that_of_the_leg_alone()
    {
        reading.Endpoints.Add(Wire.Endpoint(200), Wire.Ended(10, latencyBucket: 1));
        reading.Endpoints.Add(Wire.Endpoint(200, leg: Leg.Upstream), Wire.Ended(10, latencyBucket: 3));
        Assert.Equal(new Percentile(1), Snapshot.Legs[0].Latency.P50);
        Assert.Equal(new Percentile(3), Snapshot.Legs[1].Latency.P99);
        Assert.Equal(new Percentile(1), Snapshot.Methods[0].Latency.P95);
    }

    [Theory]
    [InlineData(ExchangeStatus.ResetByClient)]
    [InlineData(ExchangeStatus.Timeout)]
    [InlineData(ExchangeStatus.Desynced)]
    public void Latency_is_that_of_responses_alone(ExchangeStatus status)
    {
        reading.Endpoints.Add(Wire.Endpoint((ushort)status), Wire.Ended(10, latencyBucket: 9));
        Assert.Equal(default, Snapshot.Methods[0].Latency);
        reading.Endpoints.Add(Wire.Endpoint(100), Wire.Ended(1, latencyBucket: 2));
        Assert.Equal(new Percentile(2), Snapshot.Methods[0].Latency.P99);
        Assert.Equal((11UL, 1UL), (Snapshot.Methods[0].Counts.Requests, Snapshot.Methods[0].Counts.Responses));
    }

    [Fact]
    public void A_leg_is_the_sum_of_its_containers_and_its_requests_add_up()
    {
        for (uint index = 0; index < 2; index++)
        {
            var stats = default(ContainerStats);
            stats.Upstream = new LegStats { Requests = 10, Responses = 5, InFlight = 1, Errors = 3, LastActivity = Wire.Monotonic - index };
            Span<ulong> unanswered = stats.Upstream.Unanswered;
            Span<ulong> desynced = stats.Upstream.Desynced;
            (unanswered[0], unanswered[4], desynced[1]) = (1, 2, 1);
            reading.Containers.Add(index, stats);
        }

        var leg = Snapshot.Legs[(int)Leg.Upstream];
        Assert.Equal(20UL, leg.Counts.Requests);
        Assert.Equal(leg.Counts.Requests, leg.Counts.Responses + leg.Unanswered + leg.Desynced + leg.InFlight);
        Assert.Equal((6UL, 2UL, 2UL), (leg.Unanswered, leg.Desynced, leg.InFlight));
        Assert.Equal(Wire.Time, leg.LastActivity);
        Assert.Null(Snapshot.Legs[(int)Leg.Downstream].LastActivity);
    }

    [Fact]
    public void Container_0_is_always_there_and_others_when_they_had_traffic()
    {
        Assert.Equal(new ContainerRow(0, Leg.Downstream, default, null), Assert.Single(Snapshot.Containers));
        var stats = default(ContainerStats);
        reading.Containers.Add(0, stats);
        reading.Containers.Add(1, stats);
        stats.Downstream = new LegStats { Requests = 1, LastActivity = Wire.Monotonic };
        reading.Containers.Add(2, stats);
        Assert.Equal([0U, 2U], Snapshot.Containers.Select(row => row.Index));
    }

    [Fact]
    public void Each_container_has_its_own_cgroup_and_identity()
    {
        var kong = new ContainerIdentity("4f5e", "kong", null, null, "/a");
        Seed.AddContainer(reading, 7, 70, kong);
        Seed.AddContainer(reading, KernelReading.ContainerLimit - 1, 80, null);
        Assert.Equal(
            [(0U, 0UL, null), (7U, 70UL, kong), (999U, 80UL, null), (7U, 70UL, kong), (999U, 80UL, null)],
            Snapshot.Containers.Select(row => (row.Index, row.Cgroup, row.Identity)));
    }

    [Fact]
    public void Connections_are_ordered_by_their_last_activity_over_both_families()
    {
        reading.Connections.Add(Wire.Connection("192.0.2.1", 1, "192.0.2.9", 80, "a", "/"), new ConnStats { LastActivity = 10 });
        reading.Connections.Add(Wire.Connection("192.0.2.2", 2, "192.0.2.9", 80, "a", "/"), new ConnStats { LastActivity = 30 });
        reading.Connections6.Add(new ConnKey6 { Method = 1 }, new ConnStats { LastActivity = 20, Partial = 1 });
        Assert.Equal(["192.0.2.2:2", "[::]:0", "192.0.2.1:1"], Snapshot.Connections.Select(row => row.Client));
        Assert.Equal([false, true, false], Snapshot.Connections.Select(row => row.IsPartial));
        Assert.Equal(["192.0.2.2:2"], SnapshotBuilder.Build(reading, new() { Connections = 1 }).Connections.Select(row => row.Client));
    }

    [Fact]
    public void Evicted_connections_are_those_created_and_no_longer_present()
    {
        reading.Connections.Add(Wire.Connection("192.0.2.1", 1, "192.0.2.9", 80, "a", "/"), default);
        reading.Connections6.Add(default, default);
        reading.Counters[(int)Counter.ConnectionRows] = 8;
        reading.Counters[(int)Counter.ConnectionRows6] = 0;
        Assert.Equal(7UL, Snapshot.ConnectionsEvicted);
    }

    [Fact]
    public void Losses_are_empty_in_a_healthy_run()
    {
        Assert.Empty(Snapshot.Losses);
        reading.Losses[(int)Loss.HoldFull] = 2;
        Assert.Equal([new LossRow("hold_full", 2)], Snapshot.Losses);
        Assert.Equal([new("hold_full", 2), new("output_full", 3)], SnapshotBuilder.Build(reading, new() { OutputFull = 3 }).Losses);
    }

    [Fact]
    public void Times_of_the_kernel_become_wall_time()
    {
        var clock = new WallClock(Wire.Time.ToOffset(TimeSpan.FromHours(9)), 5_000_000_000);
        Assert.Equal("2024-01-15T10:29:58.5000000+00:00", clock.Wall(3_500_000_000).ToString("O"));
        Assert.Equal("2024-01-15T10:30:01.0000000+00:00", clock.Wall(6_000_000_000).ToString("O"));
        Assert.Null(clock.WallOrNull(0));
    }
}
