// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

/// <summary>What the monitor may cost.</summary>
public sealed class LimitTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task It_is_attached_within_300_ms_of_its_start()
    {
        var best = TimeSpan.MaxValue;
        for (var i = 0; i < 5; i++)
        {
            await using var monitor = await MonitorProcess.Start(Lab.Gateway, "--interface", "eth0").Announced();
            best = monitor.TimeToStart < best ? monitor.TimeToStart : best;
            await monitor.Stop();
        }

        Assert.InRange(best.TotalMilliseconds, 0, 300);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task It_stays_within_20_MB_of_memory(string format)
    {
        await using var monitor = await StartMonitor("--format", format);
        await Load.Run(Lab, 20_000, Enumerable.Range(0, 2000).Select(i => $"/path/{i}"));
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken); // four reports with all the paths
        Assert.InRange(monitor.ResidentMegabytes, 1, 20);
        await monitor.Stop();
    }

    [Fact]
    public async Task Its_maps_stay_within_30_MiB()
    {
        await using var monitor = await StartMonitor();
        await Load.Run(Lab, 20_000, Enumerable.Range(0, 2000).Select(i => $"/path/{i}"));
        Assert.InRange(monitor.MapMegabytes * 1e6 / (1 << 20), 1, 30);
        await monitor.Stop();
    }

    [Fact]
    public async Task An_idle_interface_costs_no_CPU()
    {
        await using var monitor = await MonitorProcess.Start(Lab.Gateway, "--interface", "eth0").Announced();
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        var before = monitor.CpuTime;
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.InRange((monitor.CpuTime - before).TotalMilliseconds, 0, 50);
        await monitor.Stop();
    }

    [Fact]
    public void The_binary_is_at_most_20_MB() => Assert.InRange(new FileInfo(Repository.Monitor).Length, 1, 20_000_000);
}
