// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Core.Doctor;

namespace KongMonitor.Output;

/// <summary>Where the doctor's findings go.</summary>
interface IDoctorOutput
{
    /// <summary>The checklist.</summary>
    void Checklist(ImmutableArray<Finding> checklist);

    /// <summary>From now on the traffic is looked at, for that long.</summary>
    void Looking(TimeSpan duration);

    /// <summary>What passed, and the end.</summary>
    void Traffic(DateTimeOffset start, ImmutableArray<Finding> checklist, ImmutableArray<Finding> traffic, SurveyFacts? survey);
}
