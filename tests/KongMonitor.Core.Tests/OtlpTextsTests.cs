// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using KongMonitor.Language;
using KongMonitor.Otlp;

namespace KongMonitor.CoreTests;

public sealed partial class OtlpTextsTests
{
    [Fact]
    public void Every_rule_and_trouble_has_a_sentence_in_both_languages_with_the_same_values()
    {
        Assert.All(Enum.GetValues<OtlpRule>(), rule => Same(OtlpTexts.English.Rules[rule], OtlpTexts.Korean.Rules[rule]));
        Assert.All(Enum.GetValues<OtlpTroubleKind>(), kind => Same(OtlpTexts.English.Troubles[kind], OtlpTexts.Korean.Troubles[kind]));
        Same(OtlpTexts.English.Failing, OtlpTexts.Korean.Failing);
        Same(OtlpTexts.English.FailingOften, OtlpTexts.Korean.FailingOften);
        Same(OtlpTexts.English.Rejected, OtlpTexts.Korean.Rejected);
        Same(OtlpTexts.English.Again, OtlpTexts.Korean.Again);
    }

    [Fact]
    public void A_setting_that_is_refused_is_named_with_what_is_allowed()
    {
        var bad = new BadOtlpSettingException("OTEL_EXPORTER_OTLP_TIMEOUT", "10s", OtlpRule.Milliseconds);

        Assert.Equal(
            "OTEL_EXPORTER_OTLP_TIMEOUT cannot be '10s': give a number of milliseconds from 1 to 86400000", OtlpTexts.English.Explain(bad));
    }

    [Fact]
    public void That_exports_succeed_again_is_told_with_how_many_failed()
    {
        var notice = new OtlpNotice { Endpoint = "http://c:4317/", Trouble = null, Failed = 1, RejectedPoints = 0 };

        Assert.Equal(
            "metrics reach http://c:4317/ again, and nothing is missing in their totals (1 export failed)", OtlpTexts.English.Tell(notice));
    }

    static void Same(string english, string korean) => Assert.Equal(Holes(english), Holes(korean));

    static IEnumerable<string> Holes(string text) => HolePattern().Matches(text).Select(match => match.Groups[1].Value).Distinct().Order();

    [GeneratedRegex(@"\{(\d)[^}]*\}")]
    private static partial Regex HolePattern();
}
