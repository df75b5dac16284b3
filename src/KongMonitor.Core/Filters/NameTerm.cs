// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Core.Metrics;

namespace KongMonitor.Core.Filters;

/// <summary>About domain or path, as they are shown.</summary>
sealed class NameTerm : FilterTerm
{
    // Stands for a group's placeholder, so that no part of it is matched: what is shown has no control characters.
    const byte Identifier = 1;
    static readonly byte[] otherName = Encoding.ASCII.GetBytes(Names.Other);
    static readonly string placeholder = Encoding.ASCII.GetString(PathGroup.Placeholder);
    readonly Glob[] names;
    readonly Glob[] groups;

    public NameTerm(FilterWord word)
        : base(word)
    {
        word.RequireEquality();
        names = [.. word.Values.Select(value => new Glob(value, ignoresCase: word.Field == FilterFields.Domain))];
        groups = word.Field == FilterFields.Path
            ? [.. word.Values.Select(value => new Glob(value with { Text = value.Text.Replace(placeholder, "\u0001", StringComparison.Ordinal) }))]
            : [];
    }

    protected override Verdict? Find(scoped in FilterSubject subject)
    {
        if (subject.HasNoNames)
        {
            return Array.Exists(names, static name => name.MeansAllOf(otherName)) ? Verdict.Yes : Verdict.Unsure;
        }

        var wire = Field == FilterFields.Domain ? subject.Domain : subject.Path;
        Span<byte> text = stackalloc byte[wire.Length * WireText.MaxExpansion];
        text = text[..WireText.Escape(wire, text)];
        if (Field == FilterFields.Domain)
        {
            Glob.ToLower(text);
        }

        return Field == FilterFields.Path && subject.IsGroup ? FindInGroup(text) : Of(IsAny(names, text));
    }

    Verdict FindInGroup(Span<byte> text)
    {
        var group = text[..Fold(text)];
        if (IsAny(groups, group))
        {
            return Verdict.Yes;
        }

        foreach (var name in groups)
        {
            if (name.CanBeIn(group, Identifier, PathGroup.PlaceholderLetters))
            {
                return Verdict.Unsure;
            }
        }

        return Verdict.No;
    }

    static bool IsAny(Glob[] names, ReadOnlySpan<byte> text)
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

    // Puts one byte in the place of each placeholder; returns the new length.
    static int Fold(Span<byte> text)
    {
        var length = 0;
        for (var at = 0; at < text.Length; length++)
        {
            var isPlaceholder = text[at..].StartsWith(PathGroup.Placeholder);
            text[length] = isPlaceholder ? Identifier : text[at];
            at += isPlaceholder ? PathGroup.Placeholder.Length : 1;
        }

        return length;
    }
}
