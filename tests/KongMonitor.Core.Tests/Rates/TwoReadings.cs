// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Rates;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.Rates;

/// <summary>Snapshots two seconds apart.</summary>
static class TwoReadings
{
    public static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    public static Snapshot First(Action<KernelReading> fill, string filter = "") => Build(Wire.Time, fill, filter);

    public static Snapshot Second(Action<KernelReading> fill, string filter = "") => Build(Wire.Time + Between, fill, filter);

    public static void Add(this KernelReading reading, string path, ulong requests, ushort status = 200, int bucket = 10) =>
        reading.Endpoints.Add(Wire.Endpoint(status, path: path), Wire.Ended(requests, bucket));

    public static void AddFolded(this KernelReading reading, string path, ulong requests) =>
        reading.Folded.Add(Wire.Endpoint(200, path: path), Wire.Ended(requests));

    /// <summary>So many rows made room so far.</summary>
    public static void Fold(this KernelReading reading, ulong rows) => reading.Counters[(int)Counter.EndpointsFolded] = rows;

    public static void AddLeg(this KernelReading reading, ulong requests, ulong responses, ulong errors = 0, ulong sent = 0, ulong received = 0)
    {
        var stats = default(ContainerStats);
        stats.Downstream.Requests = requests;
        stats.Downstream.Responses = responses;
        stats.Downstream.Errors = errors;
        stats.Downstream.BytesSent = sent;
        stats.Downstream.BytesReceived = received;
        stats.Downstream.LastActivity = Wire.Monotonic;
        reading.Containers.Add(0, stats);
    }

    /// <summary>Requests a second of each path; null where they are not known.</summary>
    public static Dictionary<string, double?> Paths(Snapshot? before, Snapshot now)
    {
        var table = Table.Of(now, TableKind.Paths, Leg.Downstream);
        var rates = new TableRates(Interval.Between(before, now), TableKind.Paths, Leg.Downstream);
        return table.Rows.ToDictionary(row => row.Key.Path!, row => rates.Of(row)?.Requests);
    }

    static Snapshot Build(DateTimeOffset time, Action<KernelReading> fill, string filter)
    {
        var reading = new KernelReading { Time = time, Since = Wire.Time.AddHours(-1), Monotonic = Wire.Monotonic };
        fill(reading);
        Assert.True(Filter.TryParse(filter, out var parsed, out _));
        return SnapshotBuilder.Build(reading, new() { Filter = parsed });
    }
}
