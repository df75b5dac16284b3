// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Otlp;

namespace KongMonitor.Language;

/// <summary>What is said of exports over OTLP, in one language.</summary>
sealed partial record OtlpTexts
{
    /// <summary>Settings that are refused. {0}: the variable or option, {1}: its value, {2}: the most milliseconds.</summary>
    public required IReadOnlyDictionary<OtlpRule, string> Rules { get; init; }

    /// <summary>Why exports fail. {0}: the detail, which may be empty.</summary>
    public required IReadOnlyDictionary<OtlpTroubleKind, string> Troubles { get; init; }

    /// <summary>{0}: where to, {1}: why not.</summary>
    public required string Failing { get; init; }

    /// <summary>{0}: where to, {1}: why not, {2}: how many exports.</summary>
    public required string FailingOften { get; init; }

    /// <summary>{0}: where to, {1}: how many points, {2}: why not.</summary>
    public required string Rejected { get; init; }

    /// <summary>{0}: where to, {1}: how many exports failed.</summary>
    public required string Again { get; init; }

    public string Explain(BadOtlpSettingException bad) => Fill(Rules[bad.Rule], bad.Name, bad.Value, Number(OtlpOptions.MostMilliseconds));

    public string Tell(OtlpNotice notice)
    {
        var failed = Number(notice.Failed);
        if (notice.Trouble is not { } trouble)
        {
            return Fill(Again, notice.Endpoint, failed);
        }

        var reason = Fill(Troubles[trouble.Kind], trouble.Detail).TrimEnd(' ', ':');
        return trouble.Kind == OtlpTroubleKind.Rejected ? Fill(Rejected, notice.Endpoint, Number(notice.RejectedPoints), reason)
            : notice.Failed > 1 ? Fill(FailingOften, notice.Endpoint, reason, failed)
            : Fill(Failing, notice.Endpoint, reason);
    }

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    static string Fill(string text, params object[] values) => string.Format(Plural.Provider, text, values).TrimEnd(' ', ':');
}
