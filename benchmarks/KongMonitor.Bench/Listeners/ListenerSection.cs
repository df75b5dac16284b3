// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;
using KongMonitor.Bench.Throughput;
using KongMonitor.Bench.Watching;

namespace KongMonitor.Bench.Listeners;

/// <summary>What programs that capture packets take, and what they show.</summary>
sealed class ListenerSection : ISection
{
    const int Settling = 2000;
    static readonly TimeSpan length = TimeSpan.FromMilliseconds(500);

    public string Name => "listeners";

    public string Title => "Programs that capture packets, beside the same gateway";

    public string Method =>
        $"""
        A saturated `return 200` as above, in windows of {length.TotalMilliseconds} ms, while httpry or tshark listens on the gateway's
        interface and writes a line for each request and response to a file. How many messages of nginx's exchanges it has shown when it
        is ended is said beside: the others it did not get from the kernel, or has not got to. The monitor is measured in the same
        rounds.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        using var logged = new LoadSwitch(context.Lab);
        using var observers = new Observers(logged);
        using var load = LoadGenerator.Start(context.Lab, logged, Demand.Return200, SaturatedGateway.Connections);
        using var meter = new WindowMeter(length, Settling);
        var monitor = observers.Monitor(IngressMode.XdpGeneric, withEvents: true);
        Arm<Passed<None>>[] arms =
        [
            Alone(observers.Nobody(ObserverNames.Nobody)),
            Alone(observers.Nobody(ObserverNames.NobodyAgain)),
            Alone(monitor),
            .. ListeningTool.All.Select(tool => new Arm<Passed<None>>(tool.Name, () => Listen(tool))),
        ];
        var rounds = Rounds<Passed<None>>.Run(arms, context.Rounds(quick: 3, full: 14), context.Random);
        (string, string)[] lines = [("monitor", monitor.Name), .. ListeningTool.All.Select(tool => (tool.Name, tool.Name))];
        return [Rates(rounds, lines), Shown(rounds, lines)];

        Arm<Passed<None>> Alone(Observer observer) => new(observer.Name, () => meter.Measure(observer));

        Passed<None> Listen(ListeningTool tool)
        {
            using var listener = Listener.Start(context.Lab, tool);
            using var requests = new GatewayRequests();
            var before = requests.Read();
            var window = meter.Measure(observers.Nobody(tool.Name));
            var messages = 2 * (requests.Read() - before);
            return new(default, window.Exchanges, window.Seconds, (double)listener.Stop() / messages);
        }
    }

    static ResultTable Rates(Rounds<Passed<None>> rounds, (string Id, string Name)[] lines)
    {
        double[] Of(string name) => rounds.Of(name, window => window.Rate);
        var spread = Control.Spread(Of(ObserverNames.Nobody), Of(ObserverNames.NobodyAgain));
        return new("`return 200`", [.. lines.Select(line => new Result(
            $"listeners.{line.Id}.rate", line.Name, "/s", Distribution.Of(Of(line.Name)), spread,
            Comparison.Of(Of(line.Name), ObserverNames.Nobody, Of(ObserverNames.Nobody), spread)))]);
    }

    static ResultTable Shown(Rounds<Passed<None>> rounds, (string Id, string Name)[] lines) =>
        new("Messages counted or shown, of 100 that passed", [.. lines.Select(line => new Result(
            $"listeners.{line.Id}.shown", line.Name, "",
            Distribution.Of(rounds.Of(line.Name, window => 100 * window.CountedShare)), null, null))]);
}
