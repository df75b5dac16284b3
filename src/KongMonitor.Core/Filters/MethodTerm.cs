// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Abi;

namespace KongMonitor.Core.Filters;

/// <summary>About the method. Counts know the usual ones by name; any other is OTHER there, while events have its token.</summary>
sealed class MethodTerm : FilterTerm
{
    static readonly byte[][] names = [.. Enumerable.Range(0, 256).Select(method => Encoding.ASCII.GetBytes(Names.Method((byte)method).ToLowerInvariant()))];
    readonly (Glob Glob, bool IsUsual)[] methods;

    public MethodTerm(FilterWord word)
        : base(word)
    {
        word.RequireEquality();
        methods = [.. word.Values.Select(value => (new Glob(value, ignoresCase: true), IsUsual(value.Text)))];
    }

    protected override Verdict? Find(scoped in FilterSubject subject) => (HttpMethod)subject.Method switch
    {
        // OTHER and (unknown) are no method's name: only a whole one means them.
        HttpMethod.Other or HttpMethod.Unknown when MeansAllOf(names[subject.Method]) => Verdict.Yes,
        HttpMethod.Unknown => Verdict.Unsure,
        HttpMethod.Other when !subject.Token.IsEmpty => Of(IsUnusual(subject.Token)),
        HttpMethod.Other => Array.Exists(methods, static method => !method.IsUsual) ? Verdict.Unsure : Verdict.No,
        _ => Of(IsAny(names[subject.Method])),
    };

    bool MeansAllOf(byte[] name)
    {
        foreach (var (glob, _) in methods)
        {
            if (glob.MeansAllOf(name))
            {
                return true;
            }
        }

        return false;
    }

    bool IsAny(byte[] name)
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

    // A client may send "get", which is no GET (RFC 9110 section 9.1): counts have it as OTHER.
    bool IsUnusual(ReadOnlySpan<byte> token)
    {
        Span<byte> text = stackalloc byte[token.Length];
        token.CopyTo(text);
        Glob.ToLower(text);
        foreach (var (glob, isUsual) in methods)
        {
            if (!isUsual && glob.Matches(text))
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
