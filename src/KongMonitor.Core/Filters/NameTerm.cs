// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Core.Metrics;

namespace KongMonitor.Core.Filters;

/// <summary>About domain or path, as they are shown.</summary>
sealed class NameTerm : FilterTerm
{
    static readonly byte[] otherName = Encoding.ASCII.GetBytes(Names.Other);
    readonly Glob[] names;

    public NameTerm(FilterWord word)
        : base(word)
    {
        word.RequireEquality();
        names = [.. word.Values.Select(value => new Glob(value, ignoresCase: word.Field == FilterFields.Domain))];
    }

    protected override Verdict? Find(scoped in FilterSubject subject)
    {
        if (subject.HasNoNames)
        {
            return IsAny(otherName) ? Verdict.Yes : Verdict.Unsure;
        }

        var wire = Field == FilterFields.Domain ? subject.Domain : subject.Path;
        Span<byte> text = stackalloc byte[wire.Length * WireText.MaxExpansion];
        text = text[..WireText.Escape(wire, text)];
        return IsAny(text) ? Verdict.Yes
            : Field == FilterFields.Path && subject.IsGroup && CanBeIn(text) ? Verdict.Unsure
            : Verdict.No;
    }

    bool IsAny(ReadOnlySpan<byte> text)
    {
        foreach (var name in names)
        {
            if (name.Matches(text))
            {
                return true;
            }
        }

        return false;
    }

    bool CanBeIn(ReadOnlySpan<byte> group)
    {
        foreach (var name in names)
        {
            if (name.CanBeIn(group, PathGroup.Placeholder))
            {
                return true;
            }
        }

        return false;
    }
}
