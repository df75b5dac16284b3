// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Capture;
using KongMonitor.CommandLine;
using KongMonitor.Core.Filters;
using KongMonitor.Language;
using KongMonitor.Top;

namespace KongMonitor.CoreTests.Top;

public sealed class TopLinesTests
{
    // A beat takes a second, so that one run has to show what there is to say.
    [Fact]
    public void Plain_lines_tell_with_a_beat_and_once_that_the_monitor_ended()
    {
        var monitor = CountOwner.Of("pid 7", turn: 0);
        using var source = new ScriptedSource(monitor, monitor.Gone, monitor.Gone);
        var lines = Run(source, TimeSpan.FromHours(1));
        Assert.Equal(2, lines.Length);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ counts of pid 7$", lines[0]);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ The monitor has ended and its counts are gone: ", lines[1]);
    }

    [Fact]
    public void A_monitor_of_its_own_has_nothing_to_tell_of_others()
    {
        using var source = new ScriptedSource(CountOwner.Self);
        Assert.All(Run(source, TimeSpan.FromMilliseconds(400)), line => Assert.Contains("downstream: ", line));
    }

    static string[] Run(ScriptedSource source, TimeSpan interval)
    {
        using var stream = new MemoryStream();
        var options = new TopCommandOptions { Capture = new(), Filter = Filter.Everything, Texts = Texts.English, Interval = interval, Duration = null };
        Assert.Equal(ScriptedSource.Problem, new TopLines(source, options, stream).Run(CancellationToken.None));
        return Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
