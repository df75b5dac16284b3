// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Capture;
using KongMonitor.Capture.Doctor;
using KongMonitor.CommandLine;
using KongMonitor.Core;
using KongMonitor.Core.Doctor;
using KongMonitor.Output;

namespace KongMonitor;

/// <summary>One run of the doctor: the checklist, then what really passes for some seconds.</summary>
sealed class DoctorRun
{
    readonly DoctorCommandOptions options;
    readonly IDoctorOutput output;
    readonly DoctorScope scope;
    readonly HostFacts host;
    readonly DateTimeOffset start = DateTimeOffset.UtcNow;

    DoctorRun(DoctorCommandOptions options)
    {
        this.options = options;
        output = options.Format == OutputFormat.Json
            ? new DoctorJsonOutput(new StandardOutput())
            : new DoctorTextOutput(new StandardOutput(), options.Texts);
        scope = DoctorScope.Of(options.Doctor);
        host = HostExamination.Examine(scope);
    }

    /// <summary>Returns the exit code: 0 only when all is well.</summary>
    public static int Run(DoctorCommandOptions options)
    {
        if (InterfaceNames.FindWrong(options.Doctor.Interfaces, options.Texts) is { } wrong)
        {
            throw wrong;
        }

        try
        {
            return new DoctorRun(options).Examine() ? 0 : Failure.Run;
        }
        catch (OutputClosedException)
        {
            return Failure.Run;
        }
    }

    bool Examine()
    {
        var checklist = HostJudgement.Judge(host);
        output.Checklist(checklist);
        var (survey, findings) = Look();
        output.Traffic(start, checklist, findings, survey);
        return checklist.Concat(findings).All(finding => finding.State != FindingState.Problem);
    }

    (SurveyFacts? Survey, ImmutableArray<Finding> Findings) Look()
    {
        // What was seen until a signal is told.
        using var signals = new StopSignals();
        try
        {
            string[] watched = [.. host.Interfaces.Select(row => row.Name)];
            using var session = SurveySession.Open(watched);
            output.Looking(options.Doctor.Duration);
            session.Wait(options.Doctor.Duration, signals.Source.Token);
            var reading = session.Finish();
            var facts = new SurveyBuilder(reading, watched, port => scope.Ports.Contains((ushort)port)).Build(session.Duration) with
            {
                IsUpstreamWatched = scope.Upstream,
                AreAllPortsWatched = scope.Ports.IsAll,
            };
            return (facts, TrafficJudgement.Judge(facts, HostJudgement.Show(scope.Ports.Ranges())));
        }
        catch (CaptureException e)
        {
            return (null, [Finding.Problem(FindingIds.SurveyFailed, WireText.Show(e.Message))]);
        }
    }
}
