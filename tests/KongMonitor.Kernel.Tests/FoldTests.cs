// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using LibBpf;

namespace KongMonitor.KernelTests;

/// <summary>The coldest rows of endpoint_map make room for new paths, and no sum changes by it.</summary>
public sealed class FoldTests : KernelTest
{
    const ulong Second = 1_000_000_000;

    public FoldTests() => Configure(Options("endpoint_map=64"));

    [Theory, EveryRoute]
    public void Marked_rows_move_to_their_series_with_all_they_have(Route route)
    {
        Ask(route, 1, 20);
        var moved = Kernel.Endpoints().Where(row => row.Order <= 10).ToArray();
        Assert.Equal(10, Kernel.Folder().Mark(before: 10 * Second));
        Assert.Equal(10, Move(Kernel.Folder()));
        Assert.Equal(Paths(11, 20), Kernel.Endpoints().Select(row => row.Path).Order());
        Assert.Empty(Kernel.Others());
        var series = Assert.Single(Kernel.Folded());
        Assert.Equal((HttpMethod.Get, 200, Message.Host, "/{id}", 10), (series.Method, series.Status, series.Domain, series.Path, series.Exchanges));
        Assert.Equal((1UL, 10 * Second), (series.Order, series.LastActivity));
        Assert.Equal(Sum(moved, row => row.Latency), series.Latency);
        Assert.Equal(Sum(moved, row => row.RequestBody), series.RequestBody);
        Assert.Equal(Sum(moved, row => row.ResponseBody), series.ResponseBody);
        Assert.Equal(
            (moved.Sum(row => row.LatencySum.Ticks), moved.Sum(row => row.TtfbSum.Ticks)), (series.LatencySum.Ticks, series.TtfbSum.Ticks));
        Assert.Equal(
            (moved.Sum(row => row.RequestBodySum), moved.Sum(row => row.ResponseBodySum)), (series.RequestBodySum, series.ResponseBodySum));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Rows_whose_series_has_no_name_move_to_the_other_map(Route route)
    {
        Ask(route, 1, 5);
        Exchange(route, Message.Get("/second"), Message.Ok()).Close();
        Exchange(route, Message.Get("/third"), Message.Ok()).Close();
        Assert.Equal(7, Kernel.Folder().Mark(before: 100 * Second));
        Assert.Equal(7, Move(Kernel.Folder(limit: 2)));
        Assert.Equal([("/second", 1), ("/{id}", 5)], Kernel.Folded().Select(row => (row.Path, row.Exchanges)).Order());
        Assert.Equal((1, 0UL), (Assert.Single(Kernel.Others()).Exchanges, Kernel.Others()[0].Order));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_series_that_has_a_name_keeps_it_when_its_first_rows_are_folded(Route route)
    {
        Ask(route, 1, 1);
        Exchange(route, Message.Get("/second"), Message.Ok()).Close();
        for (var round = 0; round < 3; round++)
        {
            Kernel.Folder().Mark(before: 100 * Second);
            Move(Kernel.Folder(limit: 1));
            Ask(route, 2, 3);
            Exchange(route, Message.Get("/second"), Message.Ok()).Close();
        }

        Assert.Equal(("/{id}", 1UL, 5), (Kernel.Folded()[0].Path, Kernel.Folded()[0].Order, Kernel.Folded()[0].Exchanges));
        Assert.Equal(3, Assert.Single(Kernel.Others()).Exchanges);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Without_grouping_rows_move_under_their_own_names(Route route)
    {
        Ask(route, 1, 3);
        Kernel.Folder().Mark(before: 100 * Second);
        Move(Kernel.Folder(groupPaths: false));
        Ask(route, 1, 3);
        Assert.Equal(Paths(1, 3), Kernel.Folded().Select(row => row.Path).Order());
        Assert.Equal([1UL, 2UL, 3UL], (IEnumerable<ulong>)[.. Kernel.Folded().Select(row => row.Order).Order()]);
        Assert.Equal([4UL, 5UL, 6UL], (IEnumerable<ulong>)[.. Kernel.Endpoints().Select(row => row.Order).Order()]);
    }

    [Theory, EveryRoute]
    public void What_could_not_be_followed_is_in_no_series(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(Message.Get());
        connection.ServerSends("no HTTP\r\n\r\n");
        Kernel.Folder().Mark(before: 100 * Second);
        Assert.Equal(1, Move(Kernel.Folder()));
        Assert.Equal((int)ExchangeStatus.Desynced, Assert.Single(Kernel.Others()).Status);
    }

    [Theory, EveryRoute]
    public void An_exchange_takes_the_mark_from_its_row_which_stays(Route route)
    {
        Ask(route, 1, 3);
        Assert.Equal(3, Kernel.Folder().Mark(before: 100 * Second));
        Ask(route, 2, 2);
        Assert.Equal(2, Move(Kernel.Folder()));
        Assert.Equal(("/002", 2, 2UL), (Endpoint().Path, Endpoint().Exchanges, Endpoint().Order));
        Assert.Equal((2, 0), (Assert.Single(Kernel.Folded()).Exchanges, Kernel.Others().Count));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void An_exchange_that_meets_its_row_on_the_move_counts_under_its_names(Route route)
    {
        Ask(route, 1, 1);
        Kernel.SetFolding(Folding.Moves);
        Ask(route, 1, 1);
        Assert.Equal((1, 1UL), (Endpoint().Exchanges, Endpoint().LastActivity / Second));
        Assert.Equal(("/001", 1, 1UL), (Assert.Single(Kernel.Folded()).Path, Kernel.Folded()[0].Exchanges, Kernel.Folded()[0].Order));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_fold_that_was_left_in_the_middle_is_finished_by_the_next(Route route)
    {
        Ask(route, 1, 5);
        Kernel.Folder().Mark(before: 3 * Second);
        Ask(route, 4, 10);
        Assert.Equal(8, Kernel.Folder().Mark(before: 8 * Second));
        Assert.Equal(8, Move(Kernel.Folder()));
        Assert.Equal(Paths(9, 10), Kernel.Endpoints().Select(row => row.Path).Order());
        Assert.Equal(10, Assert.Single(Kernel.Folded()).Exchanges);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void More_rows_than_the_list_holds_are_folded_one_list_after_the_other(Route route)
    {
        Configure(Options("endpoint_map=64,fold_list=20"));
        Ask(route, 1, 50);
        var folder = Kernel.Folder();
        (int, int)[] folds = [.. Enumerable.Range(0, 4).Select(_ => (folder.Mark(before: 100 * Second), Move(folder)))];
        Assert.Equal([(20, 20), (20, 20), (10, 10), (0, 0)], folds);
        Assert.Equal(50, Assert.Single(Kernel.Folded()).Exchanges);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void What_comes_after_a_fold_gets_a_name_as_long_as_there_is_one_and_keeps_it(Route route)
    {
        var folder = Kernel.Folder(limit: 2);
        foreach (var path in (string[])["/first", "/first", "/second", "/third", "/second", "/first", "/fourth"])
        {
            Exchange(route, Message.Get(path), Message.Ok()).Close();
            folder.Mark(before: 100 * Second);
            Assert.Equal(1, Move(folder));
        }

        Assert.Equal([("/first", 3, 1UL), ("/second", 2, 3UL)], Kernel.Folded().Select(row => (row.Path, row.Exchanges, row.Order)).Order());
        Assert.Equal(2, Assert.Single(Kernel.Others()).Exchanges);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_row_that_comes_later_than_its_order_was_given_has_the_name_that_its_order_gives_it(Route route)
    {
        var folder = Kernel.Folder(limit: 2);
        Exchange(route, Message.Get("/first"), Message.Ok()).Close();
        folder.Mark(before: 100 * Second);
        Kernel.SetCounter(Counter.EndpointOrders, 2); // somebody took it, and is about to create its row
        Exchange(route, Message.Get("/third"), Message.Ok()).Close();
        Move(folder);
        Kernel.SetCounter(Counter.EndpointOrders, 1);
        Exchange(route, Message.Get("/second"), Message.Ok()).Close();
        Kernel.SetCounter(Counter.EndpointOrders, 3);
        folder.Mark(before: 100 * Second);
        Assert.Equal(2, Move(folder));
        Assert.Equal([("/first", 1UL), ("/second", 2UL)], Kernel.Folded().Select(row => (row.Path, row.Order)).Order());
        Assert.Equal(1, Assert.Single(Kernel.Others()).Exchanges);
    }

    [Theory, EveryRoute]
    public void A_path_that_was_folded_gets_a_new_row_when_it_comes_again(Route route)
    {
        Ask(route, 1, 5);
        Kernel.Folder().Mark(before: 5 * Second);
        Move(Kernel.Folder());
        Ask(route, 3, 3);
        Assert.Equal(("/003", 1, 6UL), (Endpoint().Path, Endpoint().Exchanges, Endpoint().Order));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Every_new_path_gets_a_row_however_many_there_are(Route route)
    {
        var folder = Kernel.Folder();
        for (var first = 1; first <= 900; first += 30)
        {
            Ask(route, first, first + 29);
            folder.Mark(before: (ulong)first * Second);
            folder.Move();
        }

        Assert.Equal(Paths(872, 900), Kernel.Endpoints().Select(row => row.Path).Order());
        Assert.Equal(871, Assert.Single(Kernel.Folded()).Exchanges);
        Assert.Empty(Kernel.Others());
        Assert.Equal((900L, 871L), (Kernel.Counter(Counter.Endpoints), Kernel.Counter(Counter.EndpointsFolded)));
    }

    [Theory]
    [EveryRoute("folded_map=1", 2000)]
    [EveryRoute("other_map=1", 0)]
    public void A_row_that_the_map_has_no_room_for_stays_and_counts_again(Route route, string size, int limit)
    {
        Configure(Options($"endpoint_map=64,{size}"));
        Ask(route, 1, 1);
        Exchange(route, Message.Get("/missing"), Message.Response("404 Not Found"));
        Kernel.Folder().Mark(before: 100 * Second);
        Assert.Equal(1, Move(Kernel.Folder(limit)));
        var left = Endpoint();
        Exchange(route, Message.Get(left.Path), left.Status == 200 ? Message.Ok("hello") : Message.Response("404 Not Found"));
        Assert.Equal(2, Endpoint().Exchanges);
        Assert.Equal(limit == 0 ? 0 : 1, Kernel.Folded().Count);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Who_folds_is_woken_when_few_rows_are_left(Route route)
    {
        Configure(Options("endpoint_map=100") with { FoldAt = 64 });
        using var wake = new RingBuffer(Kernel.Bpf.FindMap("fold_wake"), _ => { });
        Ask(route, 1, 64);
        Assert.False(Woken(wake));
        Ask(route, 65, 65);
        Assert.True(Woken(wake));
    }

    [Theory]
    [EveryRoute(20)]
    [EveryRoute(5)]
    public async Task Folding_beside_traffic_loses_nothing_of_a_series(Route route, int limit)
    {
        Configure(KernelOptions.Default with { Fresh = true, MapSizes = "endpoint_map=64" });
        Kernel.WriteEvents(false);
        using var end = new CancellationTokenSource();
        var folding = Task.Run(
            () =>
            {
                var folder = Kernel.Folder(limit);
                bool isLast;
                do // a last time behind the traffic, when no row is busy
                {
                    isLast = end.IsCancellationRequested;
                    folder.Mark(before: Kernel.Now());
                    Assert.True(BpfGracePeriod.TryWait());
                    folder.Move();
                }
                while (!isLast);
            },
            TestContext.Current.CancellationToken);
        for (var i = 0; i < 3000; i++)
        {
            Exchange(route, Message.Get($"/{(char)('a' + i % 40 / 2)}/{i % 40}"), Message.Ok("hello")).Close();
        }

        await end.CancelAsync();
        await folding;
        Assert.True(Kernel.Counter(Counter.EndpointsFolded) > 0);
        var series = Kernel.Endpoints().Concat(Kernel.Folded()).GroupBy(row => row.Path[..2]).ToDictionary(rows => rows.Key, rows => rows.ToArray());
        var named = Enumerable.Range('a', limit).Select(letter => series[$"/{(char)letter}"]).ToArray();
        Assert.All(named, rows => Assert.Equal(150, rows.Sum(row => row.Exchanges)));
        Assert.All(named, rows => Assert.Equal(150, rows.Sum(row => row.Latency.Sum())));
        Assert.Equal(limit == 20 ? 0 : 1, Kernel.Others().Count);
        Assert.Equal(3000, Kernel.Ended().Sum(row => row.Exchanges));
        AssertRowsHoldAllBytes(route);
    }

    static KernelOptions Options(string sizes) => KernelOptions.Default with { Replay = true, Fresh = true, MapSizes = sizes };

    // A record without content is none for the reader, but it does not let it wait.
    static bool Woken(RingBuffer wake)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        wake.Poll(TimeSpan.FromMilliseconds(200));
        return System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(150);
    }

    static long[] Sum(EndpointRow[] rows, Func<EndpointRow, IReadOnlyList<long>> histogram) =>
        [.. Enumerable.Range(0, histogram(rows[0]).Count).Select(bucket => rows.Sum(row => histogram(row)[bucket]))];

    static IEnumerable<string> Paths(int first, int last) => Enumerable.Range(first, last - first + 1).Select(Path);

    static string Path(int number) => $"/{number:000}";

    /// <summary>Returns how many rows moved.</summary>
    int Move(EndpointFolder folder)
    {
        var before = Kernel.Counter(Counter.EndpointsFolded);
        folder.Move();
        return (int)(Kernel.Counter(Counter.EndpointsFolded) - before);
    }

    // The path's number is the second of the clock at which it is asked for, and the length of its answer.
    void Ask(Route route, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            Kernel.SetClock((ulong)i * Second);
            Exchange(route, Message.Get(Path(i)), Message.Ok(new string('x', i))).Close();
        }

        Kernel.Events();
    }
}
