// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Surroundings;
using Monitor = KongMonitor.Bench.Surroundings.Monitor;

namespace KongMonitor.Bench.ExchangeCost;

/// <summary>Attaches, waits until the traffic is met, measures a window, detaches.</summary>
sealed class WindowMeter : IDisposable
{
    // So many that every connection had some: the monitor has met them all then.
    const int Settling = 2000;
    readonly int interfaceIndex = GatewayInterface.Index;
    readonly GatewayRequests requests = new();

    public static TimeSpan Length { get; } = TimeSpan.FromMilliseconds(200);

    public Window MeasureEmpty()
    {
        using var programs = new EmptyPrograms(interfaceIndex);
        return Measure(() => 0);
    }

    public Window MeasureMonitor(bool withEvents)
    {
        using var monitor = new Monitor(withEvents);
        return Measure(() => monitor.Exchanges);
    }

    public void Dispose() => requests.Dispose();

    Window Measure(Func<long> counted)
    {
        requests.WaitFor(Settling);
        var countedBefore = counted();
        var times = ProgramTimes.Read(interfaceIndex);
        var before = requests.Read();
        Thread.Sleep(Length);
        var countedSince = counted() - countedBefore;
        var timesAfter = ProgramTimes.Read(interfaceIndex);
        return timesAfter.Since(times, requests.Read() - before, countedSince);
    }
}
