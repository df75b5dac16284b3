// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>The outcome of a test run.</summary>
/// <param name="ReturnValue">What the program returned; a TC program's "next" is -1.</param>
/// <param name="Duration">The mean time of a run; its resolution is a nanosecond in the kernel and 100 ns here.</param>
/// <param name="DurationNanoseconds">The mean time of a run in nanoseconds.</param>
/// <param name="OutputLength">How many bytes the packet had afterwards; 0 if no output was asked for.</param>
public readonly record struct BpfTestRunResult(int ReturnValue, TimeSpan Duration, long DurationNanoseconds, int OutputLength);
