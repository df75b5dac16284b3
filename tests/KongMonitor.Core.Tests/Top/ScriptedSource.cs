// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.CoreTests.Support;
using KongMonitor.Top;

namespace KongMonitor.CoreTests.Top;

/// <summary>Counts whose owner changes with each beat, until a problem ends the run.</summary>
sealed class ScriptedSource(CountOwner first, params IEnumerable<CountOwner> beats) : ITopSource
{
    public const string Problem = "no more beats";
    readonly Queue<CountOwner> beats = new(beats);

    public CountOwner Owner { get; private set; } = first;

    public KernelReading Read(bool allConnections)
    {
        var reading = new KernelReading { Time = Wire.Time, Since = Wire.Time.AddHours(-1), Monotonic = Wire.Monotonic };
        reading.Counters[(int)Counter.FlowsOpened] = 1;
        return reading;
    }

    public string? Beat()
    {
        if (!beats.TryDequeue(out var next))
        {
            return Problem;
        }

        Owner = next;
        return null;
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }
}
