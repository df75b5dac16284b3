// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text.Json;

namespace KongMonitor.CoreTests.Support;

/// <summary>Prometheus's own parser.</summary>
static class Promtool
{
    /// <summary>What it has against expressions; empty if it can read them all.</summary>
    public static string FaultsOf(IEnumerable<string> expressions)
    {
        var file = Path.Combine(Path.GetTempPath(), $"kong-monitor-rules-{Guid.NewGuid()}.yml");
        File.WriteAllLines(file, ["groups:", "- name: all", "  rules:", .. expressions.SelectMany((expression, i) => new[]
        {
            $"  - record: expression:number{i}:x",
            $"    expr: {JsonSerializer.Serialize(expression)}",
        })]);
        try
        {
            using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "rules", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = promtool.StandardError.ReadToEndAsync();
            var output = promtool.StandardOutput.ReadToEnd();
            promtool.WaitForExit();
            return promtool.ExitCode == 0 ? "" : output + errors.Result;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
