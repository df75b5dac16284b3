// SPDX-License-Identifier: MIT
using System.Text;
using System.Text.Json;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.History;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.History;

public sealed class TrafficHistoryTests
{
    readonly TrafficHistory history = new(3);

    [Fact]
    public void One_reading_is_no_step_yet()
    {
        Add(0, 1000);
        Assert.Empty(Points());
    }

    [Fact]
    public void A_step_has_what_came_since_the_reading_before_it()
    {
        Add(0, 1000);
        Add(5, 1003);
        Add(10, 1003);
        var points = Points();
        Assert.Equal(["2024-01-15T10:30:05.000000Z", "2024-01-15T10:30:10.000000Z"], points.Select(point => point.GetProperty("time").GetString()));
        Assert.Equal([3, 0], points.Select(point => Number(point, Leg.Downstream, "requests")));
        Assert.Equal([3, 0], points.Select(point => Number(point, Leg.Downstream, "responses")));
        Assert.Equal([3, 0], points.Select(point => Number(point, Leg.Downstream, "errors")));
        Assert.Equal([6, 0], points.Select(point => Number(point, Leg.Upstream, "requests")));
        Assert.Equal([3, 0], points.Select(point => Number(point, Leg.Upstream, "unanswered")));
        var buckets = points[0].GetProperty("legs")[0].GetProperty("latency_buckets").EnumerateArray().Select(count => count.GetInt32()).ToArray();
        Assert.Equal(AbiConstants.LatencyBuckets, buckets.Length);
        Assert.Equal(3, buckets[10]);
        Assert.Equal(3, buckets.Sum());
    }

    [Fact]
    public void The_oldest_step_gives_way_to_the_newest()
    {
        for (var i = 0; i < 9; i++)
        {
            Add(5 * i, (ulong)(i * i));
        }

        Assert.Equal([11, 13, 15], Points().Select(point => Number(point, Leg.Downstream, "requests")));
        Assert.Equal("2024-01-15T10:30:40.000000Z", Points()[^1].GetProperty("time").GetString());
    }

    [Fact]
    public void A_number_that_is_behind_for_once_is_made_up_for()
    {
        foreach (var count in (ulong[])[10, 12, 11, 15])
        {
            Add(0, count);
        }

        Assert.Equal([2, 0, 3], Points().Select(point => Number(point, Leg.Downstream, "requests")));
    }

    void Add(int second, ulong count)
    {
        var reading = new KernelReading { Time = Wire.Time.AddSeconds(second) };
        reading.Endpoints.Add(Wire.Endpoint(503), Wire.Ended(count));
        var stats = new ContainerStats();
        stats.Downstream.Requests = count;
        stats.Downstream.Responses = count;
        stats.Downstream.Errors = count;
        stats.Upstream.Requests = 2 * count;
        stats.Upstream.Unanswered[0] = count;
        reading.Containers.Add(0, stats);
        history.Add(SnapshotBuilder.Build(reading, new() { HasTables = false }));
    }

    JsonElement[] Points()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Json.Options))
        {
            HistoryJson.Write(json, history, TimeSpan.FromSeconds(5));
        }

        return [.. JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray())).RootElement.GetProperty("points").EnumerateArray()];
    }

    static int Number(JsonElement point, Leg leg, string name) => point.GetProperty("legs")[(int)leg].GetProperty(name).GetInt32();
}
