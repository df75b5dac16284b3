// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Doctor;
using KongMonitor.Language;

namespace KongMonitor.CommandLine;

/// <summary>What the user asked the doctor for.</summary>
sealed record DoctorCommandOptions
{
    public required DoctorOptions Doctor { get; init; }

    public required Texts Texts { get; init; }

    public required OutputFormat Format { get; init; }
}
