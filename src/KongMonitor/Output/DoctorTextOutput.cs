// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Globalization;
using KongMonitor.Core.Doctor;
using KongMonitor.Language;

namespace KongMonitor.Output;

/// <summary>One line a finding, what to do below it.</summary>
sealed class DoctorTextOutput(Stream stream, Texts texts) : IDoctorOutput
{
    readonly LineBuffer lines = new(stream);

    public void Checklist(ImmutableArray<Finding> checklist)
    {
        Write(checklist);
        lines.Flush();
    }

    public void Looking(TimeSpan duration)
    {
        lines.Line(Texts.Fill(texts.Looking, duration.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture)));
        lines.Flush();
    }

    public void Traffic(DateTimeOffset start, ImmutableArray<Finding> checklist, ImmutableArray<Finding> traffic, SurveyFacts? survey)
    {
        Write(traffic);
        var problems = checklist.Concat(traffic).Count(finding => finding.State == FindingState.Problem);
        lines.Line(problems == 0 ? texts.AllIsWell : Texts.Fill(texts.Problems, problems));
        lines.Flush();
    }

    void Write(ImmutableArray<Finding> findings)
    {
        foreach (var finding in findings)
        {
            lines.Line($"[{Mark(finding.State)}] {texts.What(finding)}");
            if (finding.State != FindingState.Ok && texts.Todo(finding) is { Length: > 0 } todo)
            {
                lines.Line($"    -> {todo}");
            }
        }
    }

    string Mark(FindingState state) => state switch
    {
        FindingState.Ok => texts.FindingOk,
        FindingState.Note => texts.FindingNote,
        _ => texts.FindingProblem,
    };
}
