// SPDX-License-Identifier: MIT
namespace KongMonitor.Core.Filters;

/// <summary>What one word of a filter says.</summary>
abstract class FilterTerm(FilterWord word)
{
    readonly bool isNegated = word.IsNegated;

    public FilterFields Field { get; } = word.Field;

    public static FilterTerm Of(FilterWord word) => word.Field switch
    {
        FilterFields.Method => new MethodTerm(word),
        FilterFields.Domain or FilterFields.Path => new NameTerm(word),
        FilterFields.Status => new StatusTerm(word),
        FilterFields.Client or FilterFields.Server => new AddressTerm(word),
        FilterFields.Container => new ContainerTerm(word),
        FilterFields.Latency or FilterFields.Ttfb => new TimeTerm(word),
        _ => new ChoiceTerm(word),
    };

    /// <summary>What lacks the thing that the word is about is not meant, whatever the operator.</summary>
    public Verdict Match(scoped in FilterSubject subject) => (Find(subject), isNegated) switch
    {
        (null, _) => Verdict.No,
        (Verdict.Yes, true) => Verdict.No,
        (Verdict.No, true) => Verdict.Yes,
        ({ } verdict, _) => verdict,
    };

    /// <summary>Whether one of the alternatives holds; null if the subject has nothing of the kind.</summary>
    protected abstract Verdict? Find(scoped in FilterSubject subject);

    protected static Verdict Of(bool holds) => holds ? Verdict.Yes : Verdict.No;
}
