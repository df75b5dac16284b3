// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Rate;

namespace KongMonitor.Bench.Tests;

public class MachineTimeTests
{
    [Fact]
    public void A_core_that_waits_for_a_disk_is_idle() =>
        Assert.Equal(5_886_511, MachineTime.ParseIdle("cpu  2758313 423389 1285495 5878212 8299 0 276626 1233 0 0"));

    [Fact]
    public void One_thread_that_works_takes_at_least_a_core()
    {
        var stop = MachineTime.Start();
        var until = DateTime.UtcNow.AddMilliseconds(300);
        while (DateTime.UtcNow < until)
        {
        }

        Assert.InRange(stop(), 280_000, Environment.ProcessorCount * 600_000);
    }
}
