// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Core.Metrics;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Makes room in endpoint_map: its coldest quarter moves, some rows a run of the program fold_move (bpf/fold.h), into folded_map
/// where the row's series has a name, and into other_map else. If the process ends meanwhile, marked rows stay as they are
/// and the next one moves them. The maps are read only where a row's series is not known yet.
/// </summary>
sealed class EndpointFolder
{
    const int PieceRows = 256; // which tell well enough what a quarter is
    const int Fraction = 4;
    static readonly byte[] emptyPacket = new byte[64];

    // Where the kernel does not tell when running programs have ended: they need microseconds.
    static readonly TimeSpan surely = TimeSpan.FromSeconds(1);
    readonly Func<string, BpfProgram> find;
    readonly BpfMap<EndpointKey, EndpointStats> endpoints;
    readonly BpfMap<EndpointKey, EndpointStats> folded;
    readonly BpfMap<uint, Fold> control;
    readonly BpfMap<uint, ulong> counters;
    readonly uint threshold;
    readonly BpfMapEntries<EndpointKey, EndpointStats> piece = new(PieceRows);
    readonly ulong[] activity = new ulong[PieceRows];
    readonly BpfMap<uint, EndpointKey> list;
    readonly SeriesNaming naming;
    readonly FoldStep[] steps = new FoldStep[AbiConstants.FoldSteps];

    /// <param name="bpf">The maps.</param>
    /// <param name="find">Finds a program by its name, when it is wanted.</param>
    /// <param name="series">Which rows keep their names.</param>
    public EndpointFolder(BpfObject bpf, Func<string, BpfProgram> find, SeriesOptions series)
    {
        this.find = find;
        endpoints = bpf.FindMap<EndpointKey, EndpointStats>(MapNames.EndpointMap);
        folded = bpf.FindMap<EndpointKey, EndpointStats>(MapNames.FoldedMap);
        control = bpf.FindMap<uint, Fold>(MapNames.FoldMap);
        counters = bpf.FindMap<uint, ulong>(MapNames.CounterMap);
        threshold = Threshold(bpf.FindMap(MapNames.EndpointMap).MaxEntries);
        list = bpf.FindMap<uint, EndpointKey>(MapNames.FoldList);
        naming = new(series);
    }

    /// <summary>How many rows have moved so far, by any process.</summary>
    public ulong Folded => counters.Lookup((uint)Counter.EndpointsFolded);

    /// <summary>Whether it is time to fold.</summary>
    public bool IsDue => counters.Lookup((uint)Counter.Endpoints) - Folded >= threshold;

    /// <summary>From how many rows on it is time to fold: three quarters of the map, as many come while it folds.</summary>
    public static uint Threshold(uint rows) => rows - rows / 4;

    /// <summary>Marks the coldest rows. An exchange takes its row's mark away.</summary>
    public void Mark()
    {
        var count = endpoints.ReadSome(piece);
        for (var i = 0; i < count; i++)
        {
            activity[i] = piece.Values[i].LastActivity;
        }

        var sorted = activity.AsSpan(0, count);
        sorted.Sort();
        if (count > 0)
        {
            Mark(sorted[count / Fraction]);
        }
    }

    /// <summary>Marks the rows that were not active since then. Returns how many it listed, with those that were marked at an earlier time.</summary>
    public int Mark(ulong before)
    {
        control.Update(0, new Fold { Before = before });
        find(ProgramNames.FoldMark).TestRun(emptyPacket);
        return (int)control.Lookup(0).Rows;
    }

    /// <summary>Waits until no program runs that saw the rows unmarked.</summary>
    public static void AwaitGracePeriod()
    {
        if (!BpfGracePeriod.TryWait())
        {
            Thread.Sleep(surely);
        }
    }

    /// <summary>Moves the marked rows.</summary>
    public void Move()
    {
        var fold = control.Lookup(0);
        if (fold.Rows > 0)
        {
            using var marked = list.View(0, (int)fold.Rows);
            Move(marked.Values, fold.Newest);
        }
    }

    void Move(ReadOnlySpan<EndpointKey> rows, ulong newest)
    {
        var (count, mayRead) = (0, true);
        foreach (ref readonly var row in rows)
        {
            var series = naming.KeyOf(row);
            if (mayRead && !naming.IsDecided(series))
            {
                Decide(newest);
                mayRead = false;
            }

            // Else it stays marked, for the next fold to decide: what is in other_map has lost its name for good.
            if (naming.IsDecided(series))
            {
                steps[count++] = new() { From = row, To = series, ToOther = naming.IsNamed(series) ? 0u : 1 };
            }

            if (count == steps.Length)
            {
                Run(ref count);
            }
        }

        if (count > 0)
        {
            Run(ref count);
        }
    }

    void Run(ref int count)
    {
        find(ProgramNames.FoldMove).TestRun(MemoryMarshal.AsBytes(steps.AsSpan(0, count)));
        count = 0;
    }

    // By all rows there are, of which none can be missing up to the order that was given last before the grace period.
    void Decide(ulong newest)
    {
        naming.Clear();
        endpoints.ReadInPieces(piece, rows => Add(rows, newest));
        folded.ReadInPieces(piece, rows => Add(rows, newest));
        naming.Decide();
    }

    void Add(BpfMapEntries<EndpointKey, EndpointStats> rows, ulong newest)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Values[i].Order <= newest)
            {
                naming.Add(rows.Keys[i], rows.Values[i].Order);
            }
        }
    }
}
