// SPDX-License-Identifier: MIT
using KongMonitor.Language;
using KongMonitor.Top.Screen;

namespace KongMonitor.Top;

/// <summary>Says once whose counts are shown, and then each change.</summary>
sealed class CountNews(Texts texts)
{
    CountOwner last = CountOwner.Self;

    /// <summary>What there is to say since the last call; null: nothing.</summary>
    public string? Of(CountOwner now)
    {
        var before = last;
        last = now;
        return now == before ? null : now.State switch
        {
            CountState.Left => texts.Top.LeftCounting,
            CountState.Gone => texts.Top.CountsGone,
            _ => Texts.Fill(Counting(before, now), Cells.Clean(now.Holder ?? "")),
        };
    }

    string Counting(CountOwner before, CountOwner now) =>
        before == CountOwner.Self ? texts.Top.CountsOf
        : before.Turn != now.Turn ? texts.Top.NewCounts
        : texts.Top.CountsGoOn;
}
