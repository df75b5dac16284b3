// SPDX-License-Identifier: MIT
using System.Text.Json;

namespace KongMonitor.Core.Doctor;

/// <summary>The members of a finding, the same in the doctor's checklist and in a run's warnings.</summary>
public static class FindingJson
{
    /// <summary>Writes them into the object that was begun.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="finding">What.</param>
    /// <param name="what">A finding's sentence.</param>
    /// <param name="todo">What to do about it; empty where nothing is.</param>
    public static void Write(Utf8JsonWriter json, Finding finding, Func<Finding, string> what, Func<Finding, string> todo)
    {
        json.WriteString("id"u8, finding.Id);
        json.WriteString("state"u8, Name(finding.State));
        json.WriteString("what"u8, what(finding));
        if (todo(finding) is { Length: > 0 } advice)
        {
            json.WriteString("do"u8, advice);
        }
    }

    /// <summary>ok, note or problem.</summary>
    public static string Name(FindingState state) => state switch
    {
        FindingState.Ok => "ok",
        FindingState.Note => "note",
        _ => "problem",
    };
}
