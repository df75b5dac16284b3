// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Rates;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.Rates;

public sealed class TableRatesTests
{
    [Fact]
    public void A_rate_is_what_was_counted_between_by_the_time_between()
    {
        var rates = TwoReadings.Paths(
            TwoReadings.First(reading => reading.Add("/a", 10)),
            TwoReadings.Second(reading => reading.Add("/a", 25)));
        Assert.Equal(7.5, rates["/a"]);
    }

    [Fact]
    public void A_row_that_is_new_began_at_nothing() =>
        Assert.Equal(3, TwoReadings.Paths(TwoReadings.First(_ => { }), TwoReadings.Second(reading => reading.Add("/a", 6)))["/a"]);

    [Fact]
    public void The_first_reading_has_no_rates() => Assert.Null(TwoReadings.Paths(null, TwoReadings.Second(reading => reading.Add("/a", 6)))["/a"]);

    [Fact]
    public void Another_filter_has_no_rates_yet()
    {
        var rates = TwoReadings.Paths(
            TwoReadings.First(reading => reading.Add("/a", 10)),
            TwoReadings.Second(reading => reading.Add("/a", 25), "method=GET"));
        Assert.Null(rates["/a"]);
    }

    [Fact]
    public void Counts_that_began_anew_have_no_rates_yet()
    {
        var before = TwoReadings.First(reading => reading.Add("/a", 10));
        var now = TwoReadings.Second(reading => reading.Add("/a", 25)) with { Since = Wire.Time };
        Assert.Null(Interval.Between(before, now));
        Assert.Null(TwoReadings.Paths(before, now)["/a"]);
    }

    [Fact]
    public void A_clock_that_was_set_back_gives_no_rates()
    {
        var now = TwoReadings.First(reading => reading.Add("/a", 10));
        Assert.Null(Interval.Between(now, now));
        Assert.Null(Interval.Between(TwoReadings.Second(_ => { }), now));
    }

    [Fact]
    public void A_group_that_took_a_row_over_did_not_get_that_many_requests()
    {
        var before = TwoReadings.First(reading =>
        {
            reading.Add("/users/1", 1000);
            reading.Add("/b", 2);
            reading.AddFolded("/users/{id}", 10);
        });
        var now = TwoReadings.Second(reading =>
        {
            reading.Add("/b", 8);
            reading.AddFolded("/users/{id}", 1010);
            reading.Fold(1);
        });
        Assert.Equal(new Dictionary<string, double?> { ["/b"] = 3, ["/users/{id}"] = null }, TwoReadings.Paths(before, now));
    }

    [Fact]
    public void A_row_that_was_folded_and_came_again_has_no_rate()
    {
        var rates = TwoReadings.Paths(
            TwoReadings.First(reading => reading.Add("/users/1", 1000)),
            TwoReadings.Second(reading =>
            {
                reading.Add("/users/1", 1);
                reading.AddFolded("/users/{id}", 1000);
                reading.Fold(1);
            }));
        Assert.Equal(new Dictionary<string, double?> { ["/users/1"] = null, ["/users/{id}"] = null }, rates);
    }

    [Fact]
    public void A_row_that_no_table_showed_is_taken_over_too()
    {
        var before = TwoReadings.First(reading => reading.AddFolded("/users/{id}", 10));
        var now = TwoReadings.Second(reading =>
        {
            reading.AddFolded("/users/{id}", 1010);
            reading.Fold(1);
        });
        Assert.Null(TwoReadings.Paths(before, now)["/users/{id}"]);
    }

    [Fact]
    public void A_group_has_a_rate_where_nothing_was_folded()
    {
        var rates = TwoReadings.Paths(
            TwoReadings.First(reading =>
            {
                reading.AddFolded("/users/{id}", 10);
                reading.Fold(7);
            }),
            TwoReadings.Second(reading =>
            {
                reading.AddFolded("/users/{id}", 12);
                reading.Fold(7);
            }));
        Assert.Equal(1, rates["/users/{id}"]);
    }

    [Fact]
    public void A_connection_that_the_earlier_table_did_not_show_has_no_rate()
    {
        var before = Connections(TwoReadings.First, 2, 1);
        var now = Connections(TwoReadings.Second, 2, 2);
        var table = Table.Of(now, TableKind.Connections, Leg.Downstream);
        var rates = new TableRates(Interval.Between(before, now), TableKind.Connections, Leg.Downstream);
        Assert.Equal(2, table.Rows.Length);
        Assert.Equal([0.0, null], table.Rows.Select(row => rates.Of(row)?.Requests).OrderDescending());
    }

    [Fact]
    public void Whatever_is_counted_no_rate_is_negative_or_more_than_the_row_has()
    {
        var path = Gen.Int[0, 5].Select(number => $"/{number}");
        var rows = Gen.Select(path, Gen.ULong[0, 1000], Gen.Bool).Array[0, 8];
        Gen.Select(rows, rows).Sample((before, now) =>
        {
            var first = TwoReadings.First(reading => Fill(reading, before));
            var second = TwoReadings.Second(reading => Fill(reading, now));
            foreach (var kind in Enum.GetValues<TableKind>())
            {
                var table = Table.Of(second, kind, Leg.Downstream);
                var rates = new TableRates(Interval.Between(first, second), kind, Leg.Downstream);
                Assert.All(table.Rows, row => Assert.InRange(
                    rates.Of(row)?.Requests ?? 0, 0, row.Counts.Requests / TwoReadings.Between.TotalSeconds));
            }
        });

        static void Fill(KernelReading reading, (string Path, ulong Requests, bool IsFolded)[] rows)
        {
            foreach (var (path, requests, isFolded) in rows.DistinctBy(row => (row.Item1, row.Item3)))
            {
                if (isFolded)
                {
                    reading.AddFolded(path, requests);
                }
                else
                {
                    reading.Add(path, requests);
                }
            }
        }
    }

    static Snapshot Connections(Func<Action<KernelReading>, string, Snapshot> at, int present, int shown)
    {
        var snapshot = at(
            reading =>
            {
                for (var i = 0; i < present; i++)
                {
                    reading.Connections.Add(
                        Wire.Connection("10.0.0.1", (ushort)(1000 + i), "10.0.0.2", 8000, "a", "/"),
                        new ConnStats { Requests = 5, LastActivity = Wire.Monotonic - (ulong)i });
                }
            },
            "");
        return snapshot with { Connections = [.. snapshot.Connections.Take(shown)] };
    }
}
