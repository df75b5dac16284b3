// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// Makes room in endpoint_map: its coldest quarter moves into other_map, by the program fold, in two runs (bpf/fold.h). If
/// the process ends between them, the rows stay as they are and the next one moves them.
/// </summary>
sealed class EndpointFolder
{
    const int Sample = 1024;
    const int Fraction = 4;
    static readonly byte[] emptyPacket = new byte[64];

    // Where the kernel does not tell when running programs have ended: they need microseconds.
    static readonly TimeSpan surely = TimeSpan.FromSeconds(1);
    readonly BpfProgram program;
    readonly BpfMap<EndpointKey, EndpointStats> endpoints;
    readonly BpfMap<uint, Fold> control;
    readonly BpfMapEntries<EndpointKey, EndpointStats> sample = new(Sample);
    readonly ulong[] activity = new ulong[Sample];

    public EndpointFolder(BpfObject bpf)
    {
        program = bpf.FindProgram(ProgramNames.Fold);
        endpoints = bpf.FindMap<EndpointKey, EndpointStats>(MapNames.EndpointMap);
        control = bpf.FindMap<uint, Fold>(MapNames.FoldMap);
    }

    /// <summary>From how many rows on it is time to fold: three quarters of the map, as many come while it folds.</summary>
    public static uint Threshold(uint rows) => rows - rows / 4;

    /// <summary>Marks the coldest rows; nothing is added to them from the end of the grace period on.</summary>
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
            Run(Math.Max(sorted[count / Fraction], 1));
        }
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
    public void Move() => Run(before: 0);

    void Run(ulong before)
    {
        control.Update(0, new Fold { Before = before });
        program.TestRun(emptyPacket);
    }
}
