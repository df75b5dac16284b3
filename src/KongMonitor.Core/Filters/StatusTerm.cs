// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Core.Filters;

/// <summary>About the response's status: numbers, or classes such as 5xx.</summary>
sealed class StatusTerm : FilterTerm
{
    const int Lowest = 100;
    const int Highest = 999;
    readonly (int From, int To)[] ranges;

    public StatusTerm(FilterWord word)
        : base(word) => ranges = [.. word.Values.Select(value => Range(word, value))];

    protected override Verdict? Find(scoped in FilterSubject subject)
    {
        if (subject.Status == 0)
        {
            return null;
        }

        foreach (var (from, to) in ranges)
        {
            if (subject.Status >= from && subject.Status <= to)
            {
                return Verdict.Yes;
            }
        }

        return Verdict.No;
    }

    static (int From, int To) Range(FilterWord word, FilterValue value)
    {
        var (from, to) = Parse(value);
        return word.Operator switch
        {
            "=" or "!=" => (from, to),
            "<" => (0, from - 1),
            "<=" => (0, to),
            ">" => (to + 1, Highest),
            ">=" => (from, Highest),
            _ => throw word.Refuse("=, !=, <, <=, >, >="),
        };
    }

    static (int From, int To) Parse(FilterValue value)
    {
        var text = value.Text;
        if (text.Length == 3 && text[0] is >= '1' and <= '9' && text.EndsWith("xx", StringComparison.OrdinalIgnoreCase))
        {
            var first = (text[0] - '0') * Lowest;
            return (first, first + Lowest - 1);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= Lowest and <= Highest
            ? (status, status)
            : throw value.Refuse(FilterProblemKind.BadStatus);
    }
}
