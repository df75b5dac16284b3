// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Statistics;
using KongMonitor.Bench.TestRuns;

namespace KongMonitor.Bench.PacketCost;

/// <summary>
/// A scenario four times: by the monitor, by the monitor again for the control, and by empty programs with and without those in
/// front. What the front costs is taken off, so that a line says what the hook's own program costs.
/// </summary>
sealed class PacketArms(Scenario scenario, string id)
{
    /// <summary>The name of the yardstick's arm, one for all scenarios.</summary>
    public const string Yardstick = "yardstick";

    string Monitor => $"{scenario.Id} monitor";

    string Again => $"{scenario.Id} again";

    string Front => $"{scenario.Id} front";

    string Empty => $"{scenario.Id} empty";

    /// <param name="subjects">The programs.</param>
    /// <param name="monitor">Which of the monitors.</param>
    /// <param name="window">Connections, and what makes caches cold, for each.</param>
    public IEnumerable<Arm<double>> Create(PacketSubjects subjects, Subject monitor, PacketWindow window) =>
    [
        window.Arm(Monitor, scenario, monitor),
        window.Arm(Again, scenario, monitor),
        window.Arm(Front, scenario, subjects.Front),
        window.Arm(Empty, scenario, subjects.Empty),
    ];

    public Result Read(Rounds<double> rounds) => Read(rounds, id, "empty program", Empty);

    /// <summary>The same as a multiple of the yardstick, which is of the machine what the monitor is of it.</summary>
    public Result ReadInYardsticks(Rounds<double> rounds) => Read(rounds, Yardstick, Yardstick, Yardstick);

    Result Read(Rounds<double> rounds, string table, string with, string baseline)
    {
        double[] Of(string arm) => rounds.Of(arm, time => time);
        var front = Paired.Select(Of(Front), Of(Empty), (behind, alone) => behind - alone);
        double[] WithoutFront(string arm) => Paired.Select(Of(arm), front, (time, more) => time - more);
        return Result.OfTime($"kernel.{table}.{scenario.Id}", scenario.Title, WithoutFront(Monitor), WithoutFront(Again), with, Of(baseline));
    }
}
