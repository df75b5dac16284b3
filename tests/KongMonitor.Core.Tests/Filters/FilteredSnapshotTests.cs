// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.Filters;

public sealed class FilteredSnapshotTests
{
    readonly KernelReading reading = new() { Time = Wire.Time, Since = Wire.Time.AddHours(-1), Monotonic = Wire.Monotonic };

    [Fact]
    public void Tables_have_the_exchanges_that_are_meant_and_totals_have_all()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, "a", "/1"), Wire.Ended(5));
        reading.Endpoints.Add(Wire.Endpoint(503, "a", "/1"), Wire.Ended(2));
        reading.Endpoints.Add(Wire.Endpoint(503, "b", "/2", leg: Leg.Upstream), Wire.Ended(3, latencyBucket: 4));
        reading.Endpoints.Add(Wire.Endpoint((ushort)ExchangeStatus.Timeout, "a", "/1"), Wire.Ended(1));
        var snapshot = Build("status>=500");
        Assert.Equal([("a", 2UL), ("b", 3UL)], snapshot.Domains.Select(row => (row.Domain!, row.Counts.Requests)));
        Assert.Equal([("/1", 2UL), ("/2", 3UL)], snapshot.Paths.Select(row => (row.Path!, row.Counts.Requests)));
        Assert.Equal([2UL, 3UL], snapshot.Methods.Select(row => row.Counts.Requests));
        Assert.Equal([2UL, 3UL], snapshot.ContainerTraffic.Select(row => row.Counts.Requests));
        Assert.Equal([(503, 2UL), (503, 3UL)], snapshot.Statuses.Select(row => ((int)row.Status, row.Responses)));
        Assert.Equal([2UL, 3UL], snapshot.View.Matched.Select(row => row.Counts.Errors));
        Assert.Equal([0UL, 3UL], snapshot.View.Matched.Select(row => row.Latency[4]));
        Assert.Equal([7UL, 0UL], snapshot.Legs.Select(row => row.Buckets[10]));
    }

    [Theory]
    [InlineData("outcome=unanswered", 1UL)]
    [InlineData("reason=timeout", 1UL)]
    [InlineData("outcome=desynced", 4UL)]
    [InlineData("outcome=in_flight", 1UL)]
    [InlineData("outcome=answered", 8UL)]
    [InlineData("outcome=error", 9UL)]
    [InlineData("outcome!=answered", 6UL)]
    public void Outcomes_add_up_to_everything(string filter, ulong requests)
    {
        reading.Endpoints.Add(Wire.Endpoint(500), Wire.Ended(8));
        reading.Endpoints.Add(Wire.Endpoint((ushort)ExchangeStatus.Timeout), Wire.Ended(1));
        reading.Endpoints.Add(Wire.Endpoint((ushort)ExchangeStatus.Desynced), Wire.Ended(4));
        reading.InFlight.Add(new InflightKey { Index = 1 }, Wire.InFlight(ExchangeState.InFlight));
        var matched = Build(filter).View.Matched[0];
        Assert.Equal(requests, matched.Counts.Requests);
        Assert.Equal(requests, matched.Counts.Responses + matched.InFlight + matched.Unanswered + matched.Desynced);
        Assert.Equal(0UL, matched.Unsure);
    }

    [Fact]
    public void Exchanges_whose_names_are_gone_may_be_meant_and_are_told_apart()
    {
        reading.Folded.Add(Wire.Endpoint(200, path: "/users/{id}"), Wire.Ended(10));
        reading.Others.Add(new OtherKey { Method = (byte)HttpMethod.Get, Status = 200 }, Wire.Ended(5));
        reading.Others.Add(new OtherKey { Method = (byte)HttpMethod.Post, Status = 200 }, Wire.Ended(7));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/users/42"), Wire.Ended(1));
        var one = Build("path=/users/42 method=GET");
        Assert.Equal("/users/42", Assert.Single(one.Paths).Path);
        Assert.Equal((1UL, 15UL), (one.View.Matched[0].Counts.Requests, one.View.Matched[0].Unsure));
        var all = Build("path=/users/*");
        Assert.Equal((11UL, 12UL), (all.View.Matched[0].Counts.Requests, all.View.Matched[0].Unsure));
        var row = Build("path=\"/users/{id}\"");
        Assert.Equal((10UL, 12UL), (row.View.Matched[0].Counts.Requests, row.View.Matched[0].Unsure));
    }

    [Theory]
    [InlineData("path=/orders/*", 10UL, 8UL)]
    [InlineData("path=*", 18UL, 0UL)]
    [InlineData("path=*i*", 0UL, 18UL)]
    [InlineData("path!=*i*", 0UL, 18UL)]
    [InlineData("path=/orders/{id*", 0UL, 18UL)]
    [InlineData("path=*/{id}", 10UL, 8UL)]
    [InlineData("path=/orders/me", 0UL, 8UL)]
    [InlineData("domain=*o*", 10UL, 8UL)]
    [InlineData("domain!=*h*", 10UL, 8UL)]
    [InlineData("method=*T*", 15UL, 3UL)]
    [InlineData("method!=*H*", 15UL, 3UL)]
    [InlineData("method=OTHER", 3UL, 0UL)]
    public void A_name_that_stands_for_others_is_not_searched_for_letters(string filter, ulong meant, ulong unsure)
    {
        reading.Folded.Add(Wire.Endpoint(200, domain: "o", path: "/orders/{id}"), Wire.Ended(10));
        reading.Others.Add(new OtherKey { Method = (byte)HttpMethod.Get, Status = 200 }, Wire.Ended(5));
        reading.Others.Add(new OtherKey { Method = (byte)HttpMethod.Other, Status = 200 }, Wire.Ended(3));
        var matched = Build(filter).View.Matched[0];
        Assert.Equal((meant, unsure), (matched.Counts.Requests, matched.Unsure));
    }

    [Fact]
    public void The_row_of_what_has_no_names_can_be_asked_for()
    {
        reading.Others.Add(new OtherKey { Method = (byte)HttpMethod.Get, Status = 200 }, Wire.Ended(5));
        var matched = Build("path=\"(other)\"").View.Matched[0];
        Assert.Equal((5UL, 0UL), (matched.Counts.Requests, matched.Unsure));
    }

    [Fact]
    public void What_no_count_can_answer_is_withheld_and_not_guessed()
    {
        reading.Endpoints.Add(Wire.Endpoint(200), Wire.Ended(5));
        var (key, stats) = (Wire.Connection("10.0.0.1", 4000, "10.0.0.5", 8000, "a", "/"), new ConnStats { Requests = 5, LastActivity = 1 });
        reading.Connections.Add(key, stats);
        var byClient = Build("client=10.0.0.1 method=GET latency>1s");
        Assert.Equal(["client", "latency"], byClient.View.ExchangesWithheld);
        Assert.Equal(["latency"], byClient.View.ConnectionsWithheld);
        Assert.Empty(byClient.View.Matched);
        Assert.Empty(byClient.Paths);
        Assert.Empty(byClient.Connections);
        Assert.Equal(5UL, byClient.Legs[0].Buckets[10]);
        Assert.Equal("10.0.0.1:4000", Assert.Single(Build("client=10.0.0.0/24").Connections).Client);
        Assert.Empty(Build("client=10.0.1.0/24").Connections);
    }

    [Fact]
    public void Connections_that_may_be_meant_or_not_are_not_shown_and_are_told()
    {
        var key = Wire.Connection("10.0.0.1", 4000, "10.0.0.5", 8000, "a", "/");
        reading.Connections.Add(key, new ConnStats { Requests = 1, LastActivity = 1 });
        reading.Connections.Add(key with { Method = (byte)HttpMethod.Other }, new ConnStats { Requests = 1, LastActivity = 2 });
        reading.Connections.Add(key, new ConnStats { Requests = 1, LastActivity = 3, Container = 7 });
        Assert.Equal([0, 0, 1, 3], Numbers(Build("method=PURGE")));
        Assert.Equal([2, 2, 1, 3], Numbers(Build("container!=kong")));
        Assert.Equal([3, 3, 0, 3], Numbers(Build("")));

        static int[] Numbers(Snapshot snapshot) =>
            [snapshot.Connections.Length, snapshot.ConnectionsMatched[0], snapshot.ConnectionsUnsure[0], snapshot.ConnectionsPresent[0]];
    }

    [Fact]
    public void Of_the_connections_that_are_meant_the_most_recent_are_shown_and_all_are_counted()
    {
        for (ushort port = 1; port <= 9; port++)
        {
            reading.Connections.Add(
                Wire.Connection($"10.0.0.{port % 3}", port, "10.0.0.5", 8000, "a", "/"), new ConnStats { Requests = 1, LastActivity = port });
        }

        var snapshot = SnapshotBuilder.Build(reading, new() { Filter = EventFilterTests.Of("client=10.0.0.1"), Connections = 2 });
        Assert.Equal(["10.0.0.1:7", "10.0.0.1:4"], snapshot.Connections.Select(row => row.Client));
        Assert.Equal((3, 9), (snapshot.ConnectionsMatched[0], snapshot.ConnectionsPresent[0]));
    }

    [Fact]
    public void A_chosen_row_has_sums_of_its_own()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/1"), Wire.Ended(5));
        reading.Endpoints.Add(Wire.Endpoint(500, path: "/1"), Wire.Ended(2));
        reading.Endpoints.Add(Wire.Endpoint(500, path: "/2"), Wire.Ended(3));
        var snapshot = SnapshotBuilder.Build(
            reading, new() { Filter = EventFilterTests.Of("status=500"), Chosen = EventFilterTests.Of("path=\"/1\" leg=downstream") });
        Assert.Equal(5UL, snapshot.View.Matched[0].Counts.Requests);
        Assert.Equal(7UL, snapshot.View.Chosen!.Value[0].Counts.Requests);
    }

    [Fact]
    public void A_long_table_is_cut_for_each_leg_and_says_how_long_it_is()
    {
        for (var i = 0; i < 5; i++)
        {
            reading.Endpoints.Add(Wire.Endpoint(200, path: $"/{i}"), Wire.Ended((ulong)(10 - i)));
            reading.Endpoints.Add(Wire.Endpoint(200, path: $"/{i}", leg: Leg.Upstream), Wire.Ended(1));
        }

        var snapshot = SnapshotBuilder.Build(reading, new() { Rows = 2 });
        Assert.Equal(["/0", "/1", "/0", "/1"], snapshot.Paths.Select(row => row.Path!));
        Assert.Equal([5, 5], snapshot.Present.Paths);
        Assert.Equal([1, 1], snapshot.Present.Domains);
    }

    Snapshot Build(string filter) => SnapshotBuilder.Build(reading, new() { Filter = EventFilterTests.Of(filter) });
}
