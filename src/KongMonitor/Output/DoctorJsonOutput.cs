// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Text.Json;
using KongMonitor.Core;
using KongMonitor.Core.Doctor;
using KongMonitor.Language;

namespace KongMonitor.Output;

/// <summary>One JSON object when all is known, and nothing else.</summary>
sealed class DoctorJsonOutput(Stream stream) : IDoctorOutput
{
    public void Checklist(ImmutableArray<Finding> checklist)
    {
    }

    public void Looking(TimeSpan duration)
    {
    }

    public void Traffic(DateTimeOffset start, ImmutableArray<Finding> checklist, ImmutableArray<Finding> traffic, SurveyFacts? survey)
    {
        var lines = new LineBuffer(stream);
        using (var json = new Utf8JsonWriter(lines, Json.Options))
        {
            var english = Texts.English;
            DoctorJson.Write(json, start, [.. checklist, .. traffic], survey, english.What, english.Todo);
        }

        lines.EndLine();
        lines.Flush();
    }
}
