// SPDX-License-Identifier: MIT
using KongMonitor;
using KongMonitor.CommandLine;
using KongMonitor.Language;
using KongMonitor.Top;

FileCapabilities.Use();
var texts = LanguageChoice.Choose(args, Environment.GetEnvironmentVariable);
try
{
    var exitCode = new MonitorCommand(texts, MonitorRun.Run, TopRun.Run, ReplayRun.Run, DetachRun.Run, DoctorRun.Run).Invoke(args, out var errors);
    if (errors is [var first, ..])
    {
        Failure.Say(first);
    }

    return exitCode;
}
catch (Exception e)
{
    Failure.Say(e, texts);
    return Failure.ExitCode(e);
}
