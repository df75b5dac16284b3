// SPDX-License-Identifier: MIT
using KongMonitor.ReplayTests.Support;

namespace KongMonitor.ReplayTests;

/// <summary>A replay on a machine where a monitor runs.</summary>
public sealed class LiveMonitorTests
{
    [Fact]
    public async Task A_replay_beside_a_live_monitor_touches_nothing_of_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it makes a network namespace");
        await using var live = await LiveMonitor.Start();
        live.Exchange("/before");
        var programs = live.Programs();
        var replay = Replay.In(live.Namespace, new PcapFile().Bytes(Talk.Exchange().Packets)).HasTheExchange();
        Assert.Equal(1, replay.Snapshot.GetProperty("legs")[0].Int("requests"));
        Assert.Equal(programs, live.Programs());
        live.Exchange("/after");
        var lines = await live.Stop();
        Assert.Equal(
            ["/before", "/after"],
            lines.Where(line => line.Text("type") == "response" && line.Text("leg") == "downstream").Select(line => line.Text("path")));
        var leg = lines[^1].GetProperty("legs")[0];
        Assert.Equal((2, 2), (leg.Int("requests"), leg.Int("responses")));
        Assert.Empty(lines[^1].GetProperty("losses").EnumerateObject());
    }
}
