// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Statistics;

namespace KongMonitor.Bench.Results;

/// <summary>One line of a table.</summary>
/// <param name="Id">Names it for the bounds: section, what, and which part.</param>
/// <param name="Title">What was measured, as the tables say it.</param>
/// <param name="Unit">Of the value and of differences.</param>
/// <param name="Value">What the windows measured.</param>
/// <param name="Spread">Of the A/A control, as a share; null for what is counted and not timed.</param>
/// <param name="Against">What it is compared with, if anything.</param>
sealed record Result(string Id, string Title, string Unit, Distribution Value, double? Spread, Comparison? Against)
{
    /// <param name="id">As above.</param>
    /// <param name="title">As above.</param>
    /// <param name="values">Nanoseconds, a window a round.</param>
    /// <param name="again">The same once more, for the control.</param>
    /// <param name="with">What it is compared with.</param>
    /// <param name="baseline">The windows of that.</param>
    public static Result OfTime(string id, string title, double[] values, double[] again, string with, double[] baseline)
    {
        var spread = Control.Spread(values, again);
        return new(id, title, "ns", Distribution.Of(values), spread, Comparison.Of(values, with, baseline, spread));
    }
}
