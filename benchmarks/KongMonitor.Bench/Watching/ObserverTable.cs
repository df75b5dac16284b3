// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Watching;

/// <summary>One quantity of a gateway, compared between those who watch it.</summary>
/// <param name="Id">Before the names of all lines.</param>
/// <param name="Unit">The quantity's.</param>
/// <param name="Windows">All windows of an observer by its name, in the order of rounds.</param>
sealed record ObserverTable(string Id, string Unit, Func<string, double[]> Windows)
{
    /// <summary>Which modes have lines.</summary>
    public IReadOnlyList<IngressMode> Modes { get; init; } = Enum.GetValues<IngressMode>();

    /// <summary>Who is the same twice, for the control.</summary>
    public (string Once, string Again) Same { get; init; } = (ObserverNames.Nobody, ObserverNames.NobodyAgain);

    double Spread => Control.Spread(Windows(Same.Once), Windows(Same.Again));

    /// <summary>What each adds: empty programs to none, the monitor to empty programs in the same places, a log to no log.</summary>
    public ResultTable Added(string title) =>
        new(title, [.. Modes.SelectMany(Added), AccessLog]);

    /// <summary>The same, and all against none and against the gateway's own log.</summary>
    public ResultTable All(string title) =>
        new(title, [.. AllOf, AccessLog]);

    /// <summary>The same of one mode, which had rounds of its own.</summary>
    public static ResultTable Alone(string title, string id, string unit, IngressMode mode, Func<string, double[]> windows)
    {
        var table = new ObserverTable(id, unit, windows) { Modes = [mode], Same = (ObserverNames.Empty(mode), ObserverNames.EmptyAgain(mode)) };
        return new(title, [.. table.AllOf]);
    }

    Result AccessLog => Line($"{Id}.access-log", ObserverNames.AccessLog, ObserverNames.Nobody);

    IEnumerable<Result> AllOf =>
        Modes.SelectMany(mode => (Result[])[.. Added(mode), .. InAll(mode)]);

    Result[] Added(IngressMode mode) =>
    [
        Line($"{Id}.{Short(mode)}.empty", ObserverNames.Empty(mode), ObserverNames.Nobody),
        Line($"{Id}.{Short(mode)}.events-off", ObserverNames.Monitor(mode, withEvents: false), ObserverNames.Empty(mode)),
        Line($"{Id}.{Short(mode)}.events-on", ObserverNames.Monitor(mode, withEvents: true), ObserverNames.Empty(mode)),
    ];

    Result[] InAll(IngressMode mode) =>
    [
        Line($"{Id}.{Short(mode)}.of-none", ObserverNames.Monitor(mode, withEvents: false), ObserverNames.Nobody),
        Line($"{Id}.{Short(mode)}.of-log", ObserverNames.Monitor(mode, withEvents: true), ObserverNames.AccessLog),
    ];

    Result Line(string id, string observer, string with)
    {
        var values = Windows(observer);
        return new(id, observer, Unit, Distribution.Of(values), Spread, Comparison.Of(values, with, Windows(with), Spread));
    }

    static string Short(IngressMode mode) => mode switch
    {
        IngressMode.XdpGeneric => "xdp",
        IngressMode.XdpNative => "xdp-native",
        _ => "tcx",
    };
}
