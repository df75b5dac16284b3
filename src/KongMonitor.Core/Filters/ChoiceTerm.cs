// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core.Filters;

/// <summary>About leg, outcome or reason, each of which has a few values.</summary>
sealed class ChoiceTerm : FilterTerm
{
    static readonly string[] legs = [.. Enumerable.Range(0, (int)Leg.Count).Select(leg => Names.Of((Leg)leg))];
    static readonly string[] reasons =
    [
        .. Enumerable.Range(0, (int)UnansweredReason.Count).Select(reason => Names.Of((UnansweredReason)reason)),
        .. Enumerable.Range(0, (int)DesyncReason.Count).Select(reason => Names.Of((DesyncReason)reason)),
    ];

    readonly uint allowed; // a bit for each value

    public ChoiceTerm(FilterWord word)
        : base(word)
    {
        word.RequireEquality();
        var names = word.Field switch
        {
            FilterFields.Leg => legs,
            FilterFields.Outcome => Outcome.Names,
            _ => reasons,
        };
        foreach (var value in word.Values)
        {
            var index = Array.IndexOf(names, value.Text);
            allowed |= index >= 0 ? 1u << index : throw value.Refuse(FilterProblemKind.BadChoice, string.Join(", ", names));
        }
    }

    protected override Verdict? Find(scoped in FilterSubject subject) => Field switch
    {
        FilterFields.Leg => Of((allowed & (1u << (int)subject.Leg)) != 0),
        FilterFields.Outcome => Of((allowed & subject.Outcome) != 0),
        _ => subject.Reasons == 0 ? null
            : (subject.Reasons & allowed) == 0 ? Verdict.No
            : (subject.Reasons & ~allowed) == 0 ? Verdict.Yes
            : Verdict.Unsure,
    };
}
