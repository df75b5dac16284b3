// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Abi;

namespace KongMonitor.Core.Filters;

/// <summary>About the method. Counts know the usual ones by name; any other is OTHER there, while events have its token.</summary>
sealed class MethodTerm : FilterTerm
{
    static readonly byte[][] names = [.. Enumerable.Range(0, 256).Select(method => Encoding.ASCII.GetBytes(Names.Method((byte)method)))];
    readonly (Glob Glob, bool IsUsual)[] methods;

    public MethodTerm(FilterWord word)
        : base(word)
    {
        word.RequireEquality();
        methods = [.. word.Values.Select(value => (new Glob(value, ignoresCase: true), IsUsual(value.Text)))];
    }

    protected override Verdict? Find(scoped in FilterSubject subject)
    {
        if (IsAny(names[subject.Method]))
        {
            return Verdict.Yes;
        }

        return (HttpMethod)subject.Method switch
        {
            HttpMethod.Unknown => Verdict.Unsure,
            HttpMethod.Other when !subject.Token.IsEmpty => Of(IsAny(subject.Token)),
            HttpMethod.Other when methods.Any(method => !method.IsUsual) => Verdict.Unsure,
            _ => Verdict.No,
        };
    }

    bool IsAny(ReadOnlySpan<byte> name)
    {
        foreach (var (glob, _) in methods)
        {
            if (glob.Matches(name))
            {
                return true;
            }
        }

        return false;
    }

    static bool IsUsual(string text) =>
        Enum.GetValues<HttpMethod>().Any(method => method is not (HttpMethod.Other or HttpMethod.Unknown)
            && text.Equals(method.ToString(), StringComparison.OrdinalIgnoreCase));
}
