// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Core.Doctor;

namespace KongMonitor.Language;

/// <summary>
/// Everything the program says, in one language. {0}, {1} … stand for the values that
/// the comment names.
/// </summary>
sealed partial record Texts
{
    // Start
    public required string Started { get; init; }

    /// <summary>XDP or TC, interface, its index.</summary>
    public required string Attached { get; init; }

    public required string StopHint { get; init; }

    public required string CountsUnpinned { get; init; }

    /// <summary>Why nothing can be pinned.</summary>
    public required string CountsCannotPin { get; init; }

    /// <summary>Since when, in UTC.</summary>
    public required string CountsAdopted { get; init; }

    public required string CountsStartAfresh { get; init; }

    /// <summary>Where the program was.</summary>
    public required string Detached { get; init; }

    public required string CountsRemoved { get; init; }

    public required string NothingToDetach { get; init; }

    public required string CountsGoOn { get; init; }

    public required string CountsKept { get; init; }

    // Report
    public required string ReportHeader { get; init; }

    public required string ReportFooter { get; init; }

    public required string ContainerStatistics { get; init; }

    /// <summary>Index, what is known of it.</summary>
    public required string NamedContainer { get; init; }

    /// <summary>Name.</summary>
    public required string ContainerPod { get; init; }

    /// <summary>In place of a name, what belongs to no container.</summary>
    public required string NotAttributed { get; init; }

    public required string UpstreamStatistics { get; init; }

    public required string TotalRequests { get; init; }

    public required string TotalResponses { get; init; }

    public required string TotalSent { get; init; }

    public required string TotalReceived { get; init; }

    public required string TotalErrors { get; init; }

    public required string LastActivity { get; init; }

    /// <summary>Since when, in UTC.</summary>
    public required string ResumedSince { get; init; }

    public required string ByMethod { get; init; }

    public required string ByDomain { get; init; }

    public required string ByPath { get; init; }

    public required string UpstreamByMethod { get; init; }

    public required string UpstreamByDomain { get; init; }

    public required string UpstreamByPath { get; init; }

    public required string Requests { get; init; }

    public required string Responses { get; init; }

    public required string Sent { get; init; }

    public required string Received { get; init; }

    public required string Errors { get; init; }

    /// <summary>How many rows are not shown.</summary>
    public required string MoreRows { get; init; }

    /// <summary>Number.</summary>
    public required string Connection { get; init; }

    /// <summary>Number.</summary>
    public required string UpstreamConnection { get; init; }

    /// <summary>How many connections are not shown.</summary>
    public required string MoreConnections { get; init; }

    /// <summary>How many.</summary>
    public required string ConnectionsEvicted { get; init; }

    public required string Method { get; init; }

    public required string Domain { get; init; }

    public required string Path { get; init; }

    public required string NotHttp { get; init; }

    public required string UpstreamNotHttp { get; init; }

    public required string NotHttpOther { get; init; }

    /// <summary>Stands before a remark on the upstream leg.</summary>
    public required string UpstreamPrefix { get; init; }

    public required string ErrorStatuses { get; init; }

    public required string Unanswered { get; init; }

    public required string Desynced { get; init; }

    public required string Unmatched { get; init; }

    public required string Late { get; init; }

    public required string Aborted { get; init; }

    public required string Losses { get; init; }

    /// <summary>What the reasons of losses mean; a reason that is not here is shown as it is.</summary>
    public required IReadOnlyDictionary<string, string> LossReasons { get; init; }

    // Replay
    /// <summary>File, first and last time of its packets.</summary>
    public required string Replayed { get; init; }

    /// <summary>Packets, of them TCP, not TCP, not the gateway's, cut short.</summary>
    public required string ReplayedPackets { get; init; }

    /// <summary>How many.</summary>
    public required string WaitingRequests { get; init; }

    /// <summary>Percent, packets.</summary>
    public required string Progress { get; init; }

    // Events
    public required string Status { get; init; }

    public required string UpstreamMark { get; init; }

    // Doctor
    /// <summary>The sentences of all findings, by id.</summary>
    public required IReadOnlyDictionary<string, FindingText> Findings { get; init; }

    /// <summary>Exports over OTLP.</summary>
    public required OtlpTexts Otlp { get; init; }

    public required string FindingOk { get; init; }

    public required string FindingNote { get; init; }

    public required string FindingProblem { get; init; }

    /// <summary>Seconds.</summary>
    public required string Looking { get; init; }

    public required string AllIsWell { get; init; }

    /// <summary>How many.</summary>
    public required string Problems { get; init; }

    /// <summary>Stands before a warning of a run.</summary>
    public required string Warning { get; init; }

    // Bad values: the option is {0}, what was given {1}
    /// <summary>{2}, {3}: the shortest and the longest.</summary>
    public required string BadDuration { get; init; }

    /// <summary>{2}: the choices.</summary>
    public required string BadChoice { get; init; }

    public required string BadPort { get; init; }

    /// <summary>{2}, {3}: the least and the most.</summary>
    public required string BadNumber { get; init; }

    /// <summary>{2}, {3}: the least and the most.</summary>
    public required string BadSize { get; init; }

    /// <summary>{2}: those that there are.</summary>
    public required string BadInterface { get; init; }

    public required string BadAddress { get; init; }

    public required string BadListen { get; init; }

    public required string BadPath { get; init; }

    /// <summary>The two options.</summary>
    public required string Contradiction { get; init; }

    /// <summary>Option.</summary>
    public required string GivenTwice { get; init; }

    /// <summary>{0}: the argument.</summary>
    public required string UnknownArgument { get; init; }

    public required string MissingValue { get; init; }

    /// <summary>Argument.</summary>
    public required string MissingArgument { get; init; }

    // Failures
    /// <summary>Interface.</summary>
    public required string InterfaceGone { get; init; }

    /// <summary>The reason.</summary>
    public required string OutputFailed { get; init; }

    public required string OutputStuck { get; init; }

    /// <summary>Address, the reason.</summary>
    public required string CannotListen { get; init; }

    /// <summary>The reason.</summary>
    public required string AnswerFailed { get; init; }

    public required string TooManyViews { get; init; }

    public required string TooManyStreams { get; init; }

    public required string NoSnapshotYet { get; init; }

    /// <summary>Address.</summary>
    public required string Listening { get; init; }

    /// <summary>Who: process id, host name, start.</summary>
    public required string AlreadyRunning { get; init; }

    public required string NoBpffs { get; init; }

    /// <summary>The directory that is not on a bpffs.</summary>
    public required string NotBpffs { get; init; }

    /// <summary>Where, and what the system said.</summary>
    public required string CannotPin { get; init; }

    /// <summary>Where its pins are.</summary>
    public required string EarlierRun { get; init; }

    /// <summary>Interface, program.</summary>
    public required string XdpOwn { get; init; }

    /// <summary>Interface, the program's id and name.</summary>
    public required string XdpTaken { get; init; }

    /// <summary>What went wrong.</summary>
    public required string Unexpected { get; init; }

    public required FilterTexts Filters { get; init; }

    /// <summary>The screen of top.</summary>
    public required TopTexts Top { get; init; }

    // Help
    public required HelpTexts Help { get; init; }

    /// <summary>What was found.</summary>
    public string What(Finding finding) => Fill(Findings[finding.Id].What, finding);

    /// <summary>What to do about it; empty where nothing is.</summary>
    public string Todo(Finding finding) => Findings[finding.Id] is var text && text.DoIsForProblems && finding.State != FindingState.Problem
        ? ""
        : Fill(text.Do, finding);

    /// <summary>Puts values into a text.</summary>
    public static string Fill(string text, params ReadOnlySpan<object?> values) =>
        string.Format(CultureInfo.InvariantCulture, text, values);

    static string Fill(string text, Finding finding) => string.Format(Plural.Provider, text, [.. finding.Values]);
}
