// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Surroundings;

/// <summary>A benchmark cannot be run; the message says why.</summary>
public sealed class BenchException : Exception
{
    public BenchException(string message)
        : base(message)
    {
    }

    public BenchException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
