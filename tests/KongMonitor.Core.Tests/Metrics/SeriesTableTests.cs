// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Metrics;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.Metrics;

public sealed class SeriesTableTests
{
    readonly KernelReading reading = new() { Time = Wire.Time, Since = Wire.Time.AddHours(-1), Monotonic = Wire.Monotonic };

    [Fact]
    public void Paths_of_one_group_are_one_series()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/users/1"), Row(1, 2));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/users/2"), Row(2, 3));
        reading.Endpoints.Add(Wire.Endpoint(404, path: "/users/2"), Row(3, 1));
        reading.Folded.Add(Wire.Endpoint(200, path: "/users/{id}"), Row(1, 10));
        Assert.Equal([("/users/{id}", 200, 15UL), ("/users/{id}", 404, 1UL)], Build(new()));
    }

    [Fact]
    public void Paths_keep_their_identifiers_where_that_was_asked_for()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/users/1"), Row(1, 2));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/users/2"), Row(2, 3));
        Assert.Equal([("/users/1", 200, 2UL), ("/users/2", 200, 3UL)], Build(new() { GroupPaths = false }));
    }

    [Fact]
    public void The_first_series_that_the_kernel_met_have_a_name_and_the_rest_share_one()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/c"), Row(3, 1));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/b"), Row(2, 1));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/d"), Row(4, 5));
        reading.Folded.Add(Wire.Endpoint(200, path: "/a"), Row(1, 1));
        reading.Others.Add(new OtherKey { Status = 200 }, Row(0, 7));
        Assert.Equal([("/a", 200, 1UL), ("/b", 200, 1UL), ("(other)", 0, 13UL)], Build(new() { Limit = 2 }));
    }

    [Fact]
    public void A_row_that_came_while_the_maps_were_read_gives_no_name_and_is_not_counted_without_one()
    {
        reading.NewestOrder = 2;
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/a/1"), Row(1, 1));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/a/2"), Row(4, 2));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/d"), Row(5, 7)); // and /c with order 3 was missed
        Assert.Equal([("/a/{id}", 200, 3UL)], Build(new() { Limit = 2 }));
        reading.NewestOrder = 5;
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/c"), Row(3, 1));
        Assert.Equal([("/a/{id}", 200, 3UL), ("/c", 200, 1UL), ("(other)", 0, 7UL)], Build(new() { Limit = 2 }));
    }

    [Fact]
    public void Each_leg_has_its_own_series_and_its_own_limit()
    {
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/a"), Row(1, 1));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/a", leg: Leg.Upstream), Row(2, 2));
        reading.Endpoints.Add(Wire.Endpoint(200, path: "/b", leg: Leg.Upstream), Row(3, 3));
        Assert.Equal([("/a", 200, 1UL), ("/a", 200, 2UL), ("(other)", 0, 3UL)], Build(new() { Limit = 1 }));
    }

    [Fact]
    public void What_could_not_be_followed_is_in_no_series()
    {
        reading.Endpoints.Add(Wire.Endpoint((ushort)ExchangeStatus.Desynced, path: "/a"), Row(1, 1));
        reading.Others.Add(new OtherKey { Status = (ushort)ExchangeStatus.Desynced }, Row(0, 7));
        Assert.Empty(Build(new()));
    }

    [Fact]
    public void A_duration_has_every_other_bound_of_the_kernels_and_all_of_its_counts()
    {
        var row = new EndpointStats { Order = 1, LatencySum = 77 };
        Span<ulong> latency = row.Latency;
        for (var i = 0; i < latency.Length; i++)
        {
            latency[i] = 1UL << i;
        }

        reading.Endpoints.Add(Wire.Endpoint(200), row);
        var duration = Assert.Single(new SeriesTable(new()).Build(reading)).Duration;
        Assert.Equal(77UL, duration.Sum);
        Assert.Equal(22, duration.Buckets.Length);
        Assert.Equal((1UL, 0b110UL, 0b11000UL, 1UL << 41), (duration.Buckets[0], duration.Buckets[1], duration.Buckets[2], duration.Buckets[21]));
        Assert.Equal((1UL << 42) - 1, duration.Buckets.Aggregate((sum, bucket) => sum + bucket));
        Assert.Equal((21, 64_000UL, 128_000UL, (1UL << 26) * 1000), (
            HistogramBounds.Duration.Length, HistogramBounds.Duration[0], HistogramBounds.Duration[1], HistogramBounds.Duration[^1]));
    }

    [Fact]
    public void Sizes_have_the_kernels_bounds() =>
        Assert.Equal([256, 1024, 4096, 16384, 65536, 262144, 1 << 20, 4 << 20, 16 << 20], HistogramBounds.Size);

    [Fact]
    public void Containers_are_called_by_name_or_id_or_cgroup_and_never_two_the_same()
    {
        reading.ContainerCgroups[1] = 11;
        reading.ContainerCgroups[2] = 12;
        reading.ContainerCgroups[3] = 13;
        reading.ContainerIdentities[1] = new(new string('a', 64), "proxy", null, null, "/a");
        reading.ContainerIdentities[2] = new(new string('b', 64), "proxy", null, null, "/b");
        for (uint container = 0; container <= 3; container++)
        {
            reading.Endpoints.Add(Wire.Endpoint(200) with { Container = container }, Row(container + 1, 1));
        }

        var table = new SeriesTable(new());
        Assert.Equal([null, "proxy", "proxy (bbbbbbbbbbbb)", "cgroup 13"], table.Build(reading).Select(series => series.Container));
        reading.ContainerIdentities[3] = new(new string('c', 64), "late", null, null, "/c");
        Assert.Equal("cgroup 13", table.Build(reading)[^1].Container);
    }

    /// <summary>New rows come, rows are folded: no series loses a count or its name.</summary>
    [Fact]
    public void Series_only_grow_however_rows_come_and_are_folded() => Gen.Int[0, 30].Array[0, 300].Sample(paths =>
    {
        var kernel = new KernelReading { Time = Wire.Time };
        var options = new SeriesOptions { Limit = 5 };
        var (table, naming) = (new SeriesTable(options), new SeriesNaming(options));
        var before = new Dictionary<string, ulong>();
        foreach (var (number, path) in paths.Index())
        {
            Count(kernel.Endpoints, Wire.Endpoint(200, path: path < 10 ? $"/users/{path}" : $"/p{path}"), Row((ulong)number + 1, 1));
            if (number % 7 == 6)
            {
                Fold(kernel, naming);
            }

            var after = table.Build(kernel).ToDictionary(series => series.IsOther ? "" : series.Path, series => series.Duration.Sum);
            Assert.Equal((ulong)number + 1, after.Values.Aggregate(0UL, (sum, count) => sum + count));
            Assert.All(before, series => Assert.True(after.GetValueOrDefault(series.Key) >= series.Value, series.Key));
            before = after;
        }
    });

    // As the kernel and its folder do it: the oldest row goes to its series, or to the rest.
    static void Fold(KernelReading kernel, SeriesNaming naming)
    {
        var (key, row) = (kernel.Endpoints.Keys[0], kernel.Endpoints.Values[0]);
        if (!naming.IsDecided(naming.KeyOf(key)))
        {
            naming.Clear();
            Each(kernel.Endpoints, naming);
            Each(kernel.Folded, naming);
            naming.Decide();
        }

        kernel.Endpoints.SetCount(kernel.Endpoints.Count - 1);
        for (var i = 0; i < kernel.Endpoints.Count; i++)
        {
            (kernel.Endpoints.Keys[i], kernel.Endpoints.Values[i]) = (kernel.Endpoints.Keys[i + 1], kernel.Endpoints.Values[i + 1]);
        }

        var series = naming.KeyOf(key);
        if (naming.IsNamed(series))
        {
            Count(kernel.Folded, series, row);
        }
        else
        {
            Count(kernel.Others, new OtherKey { Status = key.Status }, row);
        }
    }

    static void Each(MapRows<EndpointKey, EndpointStats> rows, SeriesNaming naming)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            naming.Add(rows.Keys[i], rows.Values[i].Order);
        }
    }

    static void Count<TKey>(MapRows<TKey, EndpointStats> rows, TKey key, EndpointStats row)
        where TKey : unmanaged
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (Bytes(rows.Keys[i]).SequenceEqual(Bytes(key)))
            {
                rows.Values[i].LatencySum += row.LatencySum;
                rows.Values[i].Order = Math.Min(rows.Values[i].Order, row.Order);
                return;
            }
        }

        rows.Add(key, row);
    }

    static byte[] Bytes<T>(T value)
        where T : unmanaged =>
        System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();

    // The sum stands for what was counted.
    static EndpointStats Row(ulong order, ulong sum) => new() { Order = order, LatencySum = sum };

    (string Path, int Status, ulong Sum)[] Build(SeriesOptions options) =>
        [.. new SeriesTable(options).Build(reading).Select(series => (series.IsOther ? "(other)" : series.Path, (int)series.Status, series.Duration.Sum))];
}
