// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace KongMonitor.SystemTests.Support;

static class Command
{
    public static CommandResult Try(string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CommandResult(process.ExitCode, output, error.Result);
    }

    public static string Run(string file, params IEnumerable<string> arguments)
    {
        var all = arguments.ToArray();
        var result = Try(file, all);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"{file} {string.Join(' ', all)}: exit code {result.ExitCode}: {result.Error}");
    }

    public static string RunIn(string networkNamespace, string file, params IEnumerable<string> arguments) =>
        Run("nsenter", ["--net=/run/netns/" + networkNamespace, file, .. arguments]);
}
