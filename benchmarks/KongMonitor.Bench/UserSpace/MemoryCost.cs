// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.Surroundings;

namespace KongMonitor.Bench.UserSpace;

/// <summary>Memory of a run at rest and beside a saturated gateway.</summary>
static class MemoryCost
{
    const int Connections = 32;
    static readonly TimeSpan eachPart = TimeSpan.FromSeconds(6); // a report of every five seconds is in it

    public static ResultTable Measure(BenchContext context)
    {
        (ProcessMemory AtRest, ProcessMemory AtWork)[] runs =
            [.. Enumerable.Range(0, context.Rounds(quick: 1, full: 3)).Select(_ => Run(context.Lab))];
        return new("Memory",
            [
                Line("rest", "resident at rest", run => run.AtRest.Resident),
                Line("load", "resident beside a saturated gateway, every event printed", run => run.AtWork.Resident),
                Line("peak", "its peak", run => run.AtWork.Peak),
                Line("maps", "kernel memory of its maps", run => run.AtWork.Maps),
            ]);

        Result Line(string id, string title, Func<(ProcessMemory AtRest, ProcessMemory AtWork), double> quantity) =>
            new($"user.memory.{id}", title, "MB", Distribution.Of(runs.Select(quantity)), null, null);
    }

    static (ProcessMemory AtRest, ProcessMemory AtWork) Run(Lab lab)
    {
        using var monitor = MonitorProcess.Start(lab);
        monitor.AwaitStart();
        monitor.DiscardOutput();
        Thread.Sleep(eachPart);
        var rest = ProcessMemory.Read(monitor.Id);
        using var logged = new LoadSwitch(lab);
        using var load = LoadGenerator.Start(lab, logged, Demand.Return200, Connections);
        Thread.Sleep(eachPart);
        return (rest, ProcessMemory.Read(monitor.Id));
    }
}
