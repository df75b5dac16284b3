// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using KongMonitor.Abi;

namespace KongMonitor.Core.Filters;

/// <summary>
/// Which exchanges a view shows: <c>method=GET path=/api/* status>=500</c>. All words must hold. The grammar is in
/// docs/filters.md. Immutable; any thread may use it.
/// </summary>
public sealed class Filter
{
    const int LongestText = 1000;
    readonly FilterTerm[] terms;
    readonly FilterFields fields;

    Filter(string text, FilterTerm[] terms)
    {
        Text = text;
        this.terms = terms;
        fields = terms.Aggregate(FilterFields.None, (all, term) => all | term.Field);
    }

    /// <summary>Leaves nothing out.</summary>
    public static Filter Everything { get; } = new("", []);

    /// <summary>As it was given, without blanks around it.</summary>
    public string Text { get; }

    /// <summary>Whether it leaves nothing out.</summary>
    public bool IsEverything => terms.Length == 0;

    /// <summary>Whether it asks who containers are.</summary>
    public bool NamesContainers => fields.HasFlag(FilterFields.Container);

    /// <summary>Reads a filter. Blanks alone are <see cref="Everything"/>.</summary>
    /// <param name="text">At most 1,000 characters.</param>
    /// <param name="filter">The filter, or null.</param>
    /// <param name="problem">The first thing wrong with it, or null.</param>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Filter? filter, [NotNullWhen(false)] out FilterProblem? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        (filter, problem) = (null, null);
        try
        {
            filter = Parse(text);
            return true;
        }
        catch (FilterProblemException e)
        {
            problem = e.Problem;
            return false;
        }
    }

    /// <summary>Whether an event is meant. What is not known of it for certain is not.</summary>
    /// <param name="traffic">The event. A request has no status yet.</param>
    /// <param name="containers">Who its container is.</param>
    public bool Matches(in TrafficEvent traffic, KnownContainers containers) =>
        IsEverything || Match(FilterSubject.Of(traffic, containers)) == Verdict.Yes;

    internal Verdict Match(scoped in FilterSubject subject)
    {
        var least = Verdict.Yes;
        foreach (var term in terms)
        {
            var verdict = term.Match(subject);
            if (verdict == Verdict.No)
            {
                return Verdict.No;
            }

            least = verdict < least ? verdict : least;
        }

        return least;
    }

    /// <summary>The names of its words that are about none of the fields.</summary>
    internal ImmutableArray<string> WordsBeside(FilterFields known) =>
        [.. FilterScanner.Fields.Where(field => (fields & ~known).HasFlag(field.Value)).Select(field => field.Key)];

    static Filter Parse(string text)
    {
        if (text.Length > LongestText)
        {
            throw new FilterProblemException(
                new(LongestText, text.Length - LongestText, FilterProblemKind.TooLong, "", FormattableString.Invariant($"{LongestText}")));
        }

        var scanner = new FilterScanner(text);
        var terms = new List<FilterTerm>();
        while (scanner.TryReadWord(out var word))
        {
            terms.Add(FilterTerm.Of(word));
        }

        return terms.Count == 0 ? Everything : new(text.Trim(), [.. terms]);
    }
}
