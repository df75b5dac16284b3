// SPDX-License-Identifier: MIT
using System.Diagnostics;

namespace LibBpf.Tests.Support;

static class Tool
{
    public static string Run(string file, string arguments)
    {
        var (exitCode, output) = TryRun(file, arguments);
        Assert.True(exitCode == 0, $"{file} {arguments}: {output}");
        return output;
    }

    /// <summary>The child inherits the namespaces of the calling thread.</summary>
    public static (int ExitCode, string Output) TryRun(string file, string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }
}
