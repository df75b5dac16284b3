// SPDX-License-Identifier: MIT
using KongMonitor.Core;

namespace KongMonitor.Otlp;

/// <summary>Why an export did not succeed.</summary>
public sealed record OtlpTrouble
{
    const int LongestDetail = 300;

    internal OtlpTrouble(OtlpTroubleKind kind, string detail)
    {
        Kind = kind;
        Detail = Shown(detail);
    }

    /// <summary>What kind of trouble.</summary>
    public OtlpTroubleKind Kind { get; }

    /// <summary>What was said of it, in the safe form of <see cref="WireText"/>; may be empty.</summary>
    public string Detail { get; }

    static string Shown(string text) => WireText.Show(text.Length <= LongestDetail ? text : text[..LongestDetail] + "…");
}
