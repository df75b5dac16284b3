// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>The outcome of a test run.</summary>
/// <param name="ReturnValue">What the program returned; a TC program's "next" is -1.</param>
/// <param name="DurationNanoseconds">The mean time of a run.</param>
/// <param name="OutputLength">How many bytes the packet had afterwards; 0 if no output was asked for.</param>
public readonly record struct BpfTestRunResult(int ReturnValue, long DurationNanoseconds, int OutputLength)
{
    /// <summary>The mean time of a run, in steps of 100 ns.</summary>
    public TimeSpan Duration => TimeSpan.FromTicks(DurationNanoseconds / TimeSpan.NanosecondsPerTick);
}
