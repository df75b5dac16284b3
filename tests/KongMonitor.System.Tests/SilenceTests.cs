// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>A run that sees nothing says why, as the doctor would.</summary>
public sealed class SilenceTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task After_half_a_minute_a_run_warns_that_nobody_listens_where_it_looks()
    {
        await using var monitor = await MonitorProcess.Start(
            Lab.Client, "--interface", "eth0", "--format", "json", "--lang", "en", "--interval", "1s").Attached("eth0");
        await Until.True(
            () => monitor.Snapshots is [.., var last] && last.Warnings.Any(warning => warning.Id == "not_listening"), () => "the warning", seconds: 45);
        Assert.Equal(["nothing", "not_listening"], monitor.Last.Warnings.Select(warning => warning.Id));
        Assert.StartsWith("nobody listens on 8000", monitor.Last.Warnings[1].What);
        Assert.Equal(0, await monitor.Stop());
    }
}
