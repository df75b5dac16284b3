// SPDX-License-Identifier: MIT
using KongMonitor.Core.Metrics;

namespace KongMonitor.OtlpTests.Support;

/// <summary>One export.</summary>
static class Exporting
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    /// <summary>With <see cref="Samples.Options"/> no retry fits in where the collector does not ask for one.</summary>
    public static readonly TimeSpan Short = TimeSpan.FromSeconds(3.9);

    public static async Task<ExportResult> Once(OtlpOptions options, MetricSet set, TimeSpan time)
    {
        using var export = new Export(options, Samples.Always(set), new Ports());
        return await export.Run(time, TestContext.Current.CancellationToken);
    }

    /// <summary>An export that the collector must take.</summary>
    public static async Task Whole(OtlpOptions options, MetricSet set) =>
        Assert.Equal(new(IsSent: true, Trouble: null, RejectedPoints: 0), await Once(options, set, Long));

    /// <summary>An export that must fail; what was the trouble.</summary>
    public static async Task<(OtlpTroubleKind Kind, string Detail)> Failing(OtlpOptions options, MetricSet set, TimeSpan time)
    {
        var result = await Once(options, set, time);

        Assert.False(result.IsSent);
        return (result.Trouble!.Kind, result.Trouble.Detail);
    }
}
