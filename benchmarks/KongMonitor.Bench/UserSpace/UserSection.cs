// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;

namespace KongMonitor.Bench.UserSpace;

/// <summary>What the process takes beside the kernel's programs.</summary>
sealed class UserSection : ISection
{
    public string Name => "user";

    public string Title => "User space";

    public string Method =>
        $"""
        **Events**: the kernel's programs fill a ring of the usual size by test runs, with the events of GETs of 80 bytes and their
        200s, while the monitor's own reader is held at the first of them; then it is let go, and the time until it has handed on
        the last one is taken on its thread, as wall time: waiting, being woken and whoever writes at the same time are not in it. A window is
        forty such fillings. "A page" is what `run --listen` does while one is open: each event is matched, counted, and perhaps taken
        for the sample that another thread writes four times a second. Totals need no event: the kernel counts them. A line of
        text or JSON, which `run` makes on a thread of its own, is made on the reader's thread here. Events on one core: a second
        less one snapshot of full tables, by the time of an event with a page.

        **Rows**: {FullMaps.Rows:N0} connections that asked for a path each are read into the arrays that a run keeps; the kernel gives up a
        hundred or so of its rows of connections before their map is full. A run's report reads fewer: the last 20 or 1,000 connections.
        Where paths go on being new, the coldest quarter of {FullMaps.Rows:N0} endpoints gives way each time ([decision 0036](adr/0036-names-are-given-once.md)):
        that is both runs of the kernel's programs, without the wait between them, and is compared with reading all of them.
        All are measured in the benchmark's process, where .NET compiles as it runs, after the compiler has settled; users run a
        binary that was compiled ahead.

        **Start**, memory and size are those of that binary, `kong-ebpf-monitor run` on the gateway's eth0 with a bpffs for its pins. A start is
        timed from outside, from before the process is made until the kernel shows the new programs in both places; it is asked once a millisecond.
        The kernel says itself when it began to verify a program. Kernel memory is what the kernel says that the maps take.
        """;

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        using var inside = new InProcessCost();
        return [.. inside.Measure(context), StartCost.Measure(context), MemoryCost.Measure(context), Sizes.Measure()];
    }
}
