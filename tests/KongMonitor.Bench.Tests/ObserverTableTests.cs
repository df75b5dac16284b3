// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Watching;

namespace KongMonitor.Bench.Tests;

public class ObserverTableTests
{
    static readonly Dictionary<string, double[]> windows = new()
    {
        [ObserverNames.Nobody] = [100, 100, 100, 100, 100, 100],
        [ObserverNames.NobodyAgain] = [99, 101, 100, 100, 101, 99],
        [ObserverNames.AccessLog] = [80, 80, 80, 80, 80, 80],
        [ObserverNames.Empty(IngressMode.XdpGeneric)] = [90, 90, 90, 90, 90, 90],
        [ObserverNames.Monitor(IngressMode.XdpGeneric, withEvents: false)] = [81, 81, 81, 81, 81, 81],
        [ObserverNames.Monitor(IngressMode.XdpGeneric, withEvents: true)] = [72, 72, 72, 72, 72, 72],
    };

    readonly ObserverTable table = new("load", "/s", observer => windows.GetValueOrDefault(observer, windows[ObserverNames.Nobody]));

    [Theory]
    [InlineData("load.xdp.empty", "nobody", 0.9)]
    [InlineData("load.xdp.events-off", "empty, XDP generic", 0.9)]
    [InlineData("load.xdp.events-on", "empty, XDP generic", 0.8)]
    [InlineData("load.xdp.of-none", "nobody", 0.81)]
    [InlineData("load.xdp.of-log", "nginx's access log", 0.9)]
    [InlineData("load.access-log", "nobody", 0.8)]
    public void Each_line_is_compared_with_what_it_adds_to(string id, string with, double multiple)
    {
        var against = Find(table.All("a load"), id).Against!;
        Assert.Equal(with, against.With);
        Assert.Equal(multiple, against.Ratio.Median, 10);
        Assert.False(against.IsNone);
    }

    [Fact]
    public void Nobody_against_nobody_again_is_the_control() =>
        Assert.All(table.All("a load").Results, result => Assert.Equal(1.0 / 99, result.Spread!.Value, 3));

    [Fact]
    public void A_mode_that_had_rounds_of_its_own_has_its_empty_programs_as_the_control()
    {
        var alone = new Dictionary<string, double[]>(windows) { [ObserverNames.EmptyAgain(IngressMode.XdpGeneric)] = [90, 90, 90, 90, 90, 99] };
        var results = ObserverTable.Alone("a load", "load", "/s", IngressMode.XdpGeneric, observer => alone[observer]).Results;
        Assert.Equal(["empty", "events-off", "events-on", "of-none", "of-log"], results.Select(result => result.Id.Split('.')[^1]));
        Assert.All(results, result => Assert.Equal(0.1, result.Spread!.Value, 3));
    }

    [Theory]
    [InlineData("load.xdp-native.empty")]
    [InlineData("load.tcx.empty")]
    public void What_changes_nothing_is_none(string id) => Assert.True(Find(table.Added("a load"), id).Against!.IsNone);

    static Result Find(ResultTable table, string id) => table.Results.Single(result => result.Id == id);
}
