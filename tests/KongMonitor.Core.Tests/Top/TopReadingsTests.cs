// SPDX-License-Identifier: MIT
using KongMonitor.Core.Filters;
using KongMonitor.Top;

namespace KongMonitor.CoreTests.Top;

public sealed class TopReadingsTests
{
    static readonly CountOwner monitor = CountOwner.Of("pid 7", turn: 0);
    static readonly CountOwner another = CountOwner.Of("pid 8", turn: 1);

    [Fact]
    public void Between_readings_they_are_told_apart_from_new_counts()
    {
        using var source = new ScriptedSource(monitor, CountOwner.Of(null, turn: 0), CountOwner.Of("pid 9", turn: 0), monitor.Gone, another);
        var readings = new TopReadings(source, connections: 10);
        var read = readings.Read(Filter.Everything);
        Assert.Equal(monitor, read.Owner);
        Assert.Equal((new(null, CountState.Left, 0), false), Beat());
        Assert.Equal((new("pid 9", CountState.Counting, 0), false), Beat());
        Assert.Equal((new(null, CountState.Gone, 0), false), Beat());

        // The next monitor's name does not stand beside counts that are not its own.
        Assert.Equal((new(null, CountState.Gone, 0), true), Beat());
        Assert.Equal(another, readings.Read(Filter.Everything).Owner);

        (CountOwner Owner, bool AreOutdated) Beat()
        {
            source.Beat();
            read = readings.Renew(read);
            return (read.Owner, readings.AreOutdated(read));
        }
    }

    [Fact]
    public void Nothing_changes_where_the_owner_stays()
    {
        using var source = new ScriptedSource(monitor, monitor with { });
        var readings = new TopReadings(source, connections: 10);
        var read = readings.Read(Filter.Everything);
        source.Beat();
        Assert.Equal(read, readings.Renew(read)); // else the table would be sorted anew
    }
}
