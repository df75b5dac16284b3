// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi;
using KongMonitor.Core.Metrics;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Makes room in endpoint_map: its coldest quarter moves, a row a run of the program fold_move (bpf/fold.h), into folded_map
/// where the row's series has a name, and into other_map else. If the process ends meanwhile, marked rows stay as they are
/// and the next one moves them.
/// </summary>
sealed class EndpointFolder
{
    const int Sample = 1024;
    const int Fraction = 4;
    static readonly byte[] emptyPacket = new byte[64];

    // Where the kernel does not tell when running programs have ended: they need microseconds.
    static readonly TimeSpan surely = TimeSpan.FromSeconds(1);
    readonly BpfProgram mark;
    readonly BpfProgram move;
    readonly BpfMap<EndpointKey, EndpointStats> endpoints;
    readonly BpfMap<EndpointKey, EndpointStats> folded;
    readonly BpfMap<uint, Fold> control;
    readonly BpfMapEntries<EndpointKey, EndpointStats> sample = new(Sample);
    readonly ulong[] activity = new ulong[Sample];
    readonly SeriesNaming naming;
    readonly List<EndpointKey> marked = [];

    public EndpointFolder(BpfObject bpf, SeriesOptions series)
    {
        mark = bpf.FindProgram(ProgramNames.FoldMark);
        move = bpf.FindProgram(ProgramNames.FoldMove);
        endpoints = bpf.FindMap<EndpointKey, EndpointStats>(MapNames.EndpointMap);
        folded = bpf.FindMap<EndpointKey, EndpointStats>(MapNames.FoldedMap);
        control = bpf.FindMap<uint, Fold>(MapNames.FoldMap);
        naming = new(series);
    }

    /// <summary>From how many rows on it is time to fold: three quarters of the map, as many come while it folds.</summary>
    public static uint Threshold(uint rows) => rows - rows / 4;

    /// <summary>Marks the coldest rows. An exchange takes its row's mark away.</summary>
    public void Mark()
    {
        var count = endpoints.ReadSome(sample);
        for (var i = 0; i < count; i++)
        {
            activity[i] = sample.Values[i].LastActivity;
        }

        var sorted = activity.AsSpan(0, count);
        sorted.Sort();
        if (count > 0)
        {
            Mark(sorted[count / Fraction]);
        }
    }

    /// <summary>Marks the rows that were not active since then. Returns how many.</summary>
    public int Mark(ulong before)
    {
        control.Update(0, new Fold { Before = before });
        mark.TestRun(emptyPacket);
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

    /// <summary>Moves the marked rows. Whose series has a name is decided by all rows that there are.</summary>
    public void Move()
    {
        naming.Clear();
        marked.Clear();
        endpoints.ReadInPieces(sample, AddEndpoints);
        folded.ReadInPieces(sample, AddFolded);
        naming.Decide();
        foreach (ref readonly var key in CollectionsMarshal.AsSpan(marked))
        {
            var series = naming.KeyOf(key);
            var step = new FoldStep { From = key, To = series, ToOther = naming.IsNamed(series) ? 0u : 1 };
            move.TestRun(MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in step, 1)));
        }
    }

    void AddEndpoints(BpfMapEntries<EndpointKey, EndpointStats> rows)
    {
        AddFolded(rows);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Values[i].Folding == (uint)Folding.Marked)
            {
                marked.Add(rows.Keys[i]);
            }
        }
    }

    void AddFolded(BpfMapEntries<EndpointKey, EndpointStats> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            naming.Add(rows.Keys[i], rows.Values[i].Order);
        }
    }
}
