// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.SystemTests.Support;

/// <summary>Debian's promtool.</summary>
static class PrometheusTool
{
    /// <summary>Nothing is wrong with these metrics, neither their form nor their names.</summary>
    public static void Check(string metrics)
    {
        using var tool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics", "--extended"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = Task.WhenAll(tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync());
        tool.StandardInput.Write(metrics);
        tool.StandardInput.Close();
        tool.WaitForExit();
        Assert.True(tool.ExitCode == 0, said.Result[1]);
        Assert.Equal("", said.Result[1]);
    }
}
