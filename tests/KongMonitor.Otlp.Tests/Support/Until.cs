// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.OtlpTests.Support;

static class Until
{
    public static async Task True(Func<bool> condition, Func<string> what, double seconds = 20)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed.TotalSeconds < seconds, $"not within {seconds} s: {what()}");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }
}
