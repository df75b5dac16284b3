// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>About the time until the last byte of the response, or its first.</summary>
sealed class TimeTerm : FilterTerm
{
    readonly Func<ulong, bool> holds;

    public TimeTerm(FilterWord word)
        : base(word)
    {
        var bounds = word.Values.Select(Nanoseconds).ToArray();
        holds = word.Operator switch
        {
            "<" => time => time < bounds.Max(),
            "<=" => time => time <= bounds.Max(),
            ">" => time => time > bounds.Min(),
            ">=" => time => time >= bounds.Min(),
            _ => throw word.Refuse("<, <=, >, >="),
        };
    }

    protected override Verdict? Find(scoped in FilterSubject subject)
    {
        // Until a request was given up is no latency.
        if (subject.Status == 0)
        {
            return null;
        }

        return Of(holds(Field == FilterFields.Latency ? subject.Total : subject.Ttfb));
    }

    static ulong Nanoseconds(FilterValue value) => DurationText.TryParse(value.Text, out var duration)
        ? (ulong)UInt128.Min((UInt128)duration.Ticks * TimeSpan.NanosecondsPerTick, ulong.MaxValue)
        : throw value.Refuse(FilterProblemKind.BadDuration);
}
