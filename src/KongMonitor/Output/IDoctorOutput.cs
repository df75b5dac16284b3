// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Core.Doctor;

namespace KongMonitor.Output;

/// <summary>Where the doctor's findings go.</summary>
interface IDoctorOutput
{
    /// <summary>The checklist; the traffic is looked at next, for that long.</summary>
    void Checklist(ImmutableArray<Finding> checklist, TimeSpan duration);

    /// <summary>What passed, and the end.</summary>
    void Traffic(DateTimeOffset start, ImmutableArray<Finding> checklist, ImmutableArray<Finding> traffic, SurveyFacts? survey);
}
