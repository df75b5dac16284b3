// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.KernelTests;

/// <summary>The coldest rows of endpoint_map make room for new paths, and no sum changes by it.</summary>
public sealed class FoldTests : KernelTest
{
    const ulong Second = 1_000_000_000;

    public FoldTests() => Configure(KernelOptions.Default with { Replay = true, Fresh = true, MapSizes = "endpoint_map=64" });

    [Theory, EveryRoute]
    public void Marked_rows_move_to_the_other_map_with_all_they_have(Route route)
    {
        Ask(route, 1, 20);
        Assert.Equal(10, Kernel.Fold(before: 10 * Second));
        Assert.Equal(10, Kernel.Fold(before: 0));
        Assert.Equal(Paths(11, 20), Kernel.Endpoints().Select(row => row.Path).Order());
        var other = Assert.Single(Kernel.Others());
        Assert.Equal((HttpMethod.Get, 200, 10, 10), (other.Method, other.Status, other.Exchanges, other.Latency.Sum()));
        Assert.Equal(20, Leg(route).Responses);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Behind_a_mark_nothing_is_added_to_a_row(Route route)
    {
        Ask(route, 1, 3);
        var marked = Kernel.Endpoints().ToDictionary(row => row.Path);
        Assert.Equal(3, Kernel.Fold(before: 100 * Second));
        Ask(route, 1, 3);
        Assert.All(Kernel.Endpoints(), row => Assert.Equal(marked[row.Path].ToString(), row.ToString()));
        Assert.Equal(3, Assert.Single(Kernel.Others()).Exchanges);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_fold_that_was_left_in_the_middle_is_finished_by_the_next(Route route)
    {
        Ask(route, 1, 5);
        Kernel.Fold(before: 3 * Second);
        Ask(route, 1, 10);
        Assert.Equal(5, Kernel.Fold(before: 8 * Second));
        Assert.Equal(8, Kernel.Fold(before: 0));
        Assert.Equal(Paths(9, 10), Kernel.Endpoints().Select(row => row.Path).Order());
        Assert.Equal(13, Assert.Single(Kernel.Others()).Exchanges);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void A_path_that_was_folded_gets_a_new_row_when_it_comes_again(Route route)
    {
        Ask(route, 1, 5);
        Kernel.Fold(before: 5 * Second);
        Kernel.Fold(before: 0);
        Ask(route, 3, 3);
        Assert.Equal(("/003", 1), (Endpoint().Path, Endpoint().Exchanges));
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Every_new_path_gets_a_row_however_many_there_are(Route route)
    {
        for (var first = 1; first <= 900; first += 30)
        {
            Ask(route, first, first + 29);
            Kernel.Fold(before: (ulong)first * Second);
            Kernel.Fold(before: 0);
        }

        Assert.Equal(Paths(872, 900), Kernel.Endpoints().Select(row => row.Path).Order());
        Assert.Equal(871, Assert.Single(Kernel.Others()).Exchanges);
        Assert.Equal((900L, 871L), (Kernel.Counter(Counter.Endpoints), Kernel.Counter(Counter.EndpointsFolded)));
    }

    [Theory, EveryRoute]
    public void A_row_that_the_other_map_has_no_room_for_stays_and_counts_again(Route route)
    {
        Configure(KernelOptions.Default with { Replay = true, Fresh = true, MapSizes = "endpoint_map=64,other_map=1" });
        Ask(route, 1, 1);
        Exchange(route, Message.Get("/missing"), Message.Response("404 Not Found"));
        Kernel.Fold(before: 100 * Second);
        Assert.Equal(1, Kernel.Fold(before: 0));
        var left = Endpoint();
        Exchange(route, Message.Get(left.Path), left.Status == 200 ? Message.Ok("hello") : Message.Response("404 Not Found"));
        Assert.Equal(2, Endpoint().Exchanges);
        AssertRowsHoldAllBytes(route);
    }

    [Theory, EveryRoute]
    public void Who_folds_is_woken_when_few_rows_are_left(Route route)
    {
        Configure(KernelOptions.Default with { Replay = true, Fresh = true, FoldAt = 64, MapSizes = "endpoint_map=100" });
        using var wake = new RingBuffer(Kernel.Bpf.FindMap("fold_wake"), _ => { });
        Ask(route, 1, 64);
        Assert.False(Woken(wake));
        Ask(route, 65, 65);
        Assert.True(Woken(wake));
    }

    [Theory, EveryRoute]
    public async Task Folding_beside_traffic_loses_nothing(Route route)
    {
        Configure(KernelOptions.Default with { Fresh = true, MapSizes = "endpoint_map=64" });
        Kernel.WriteEvents(false);
        using var end = new CancellationTokenSource();
        var folding = Task.Run(
            () =>
            {
                for (var folded = 0; !end.IsCancellationRequested || folded == 0; folded += Kernel.Fold(before: 0))
                {
                    Kernel.Fold(before: Kernel.Now());
                    Assert.True(BpfGracePeriod.TryWait());
                }
            },
            TestContext.Current.CancellationToken);
        for (var i = 0; i < 3000; i++)
        {
            Exchange(route, Message.Get(Path(i % 40)), Message.Ok("hello")).Close();
        }

        await end.CancelAsync();
        await folding;
        Assert.Equal(3000, Kernel.Endpoints().Concat(Kernel.Others()).Sum(row => row.Exchanges));
        AssertRowsHoldAllBytes(route);
    }

    // A record without content is none for the reader, but it does not let it wait.
    static bool Woken(RingBuffer wake)
    {
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        wake.Poll(TimeSpan.FromMilliseconds(200));
        return System.Diagnostics.Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(150);
    }

    static IEnumerable<string> Paths(int first, int last) => Enumerable.Range(first, last - first + 1).Select(Path);

    static string Path(int number) => $"/{number:000}";

    // The path's number is the second of the clock at which it is asked for.
    void Ask(Route route, int first, int last)
    {
        for (var i = first; i <= last; i++)
        {
            Kernel.SetClock((ulong)i * Second);
            Exchange(route, Message.Get(Path(i)), Message.Ok("hello")).Close();
        }

        Kernel.Events();
    }
}
