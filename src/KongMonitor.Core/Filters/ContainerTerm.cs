// SPDX-License-Identifier: MIT
using System.Globalization;
using System.Text;

namespace KongMonitor.Core.Filters;

/// <summary>About the container: its name, its pod's, its id or the beginning of it, or its index.</summary>
sealed class ContainerTerm : FilterTerm
{
    const int LeastOfId = 6;
    readonly (string Text, Glob Glob, bool IsQuoted)[] values;

    public ContainerTerm(FilterWord word)
        : base(word)
    {
        word.RequireEquality();
        values = [.. word.Values.Select(value => (value.Text, new Glob(value), value.IsQuoted))];
    }

    protected override Verdict? Find(scoped in FilterSubject subject)
    {
        var identity = subject.Containers.Of(subject.Container);
        Span<byte> index = stackalloc byte[10];
        subject.Container.TryFormat(index, out var length, default, CultureInfo.InvariantCulture);
        foreach (var (text, glob, isQuoted) in values)
        {
            if (glob.Matches(index[..length]) || IsNamed(identity, text, glob, isQuoted))
            {
                return Verdict.Yes;
            }
        }

        return identity is null && subject.Container != 0 ? Verdict.Unsure : Verdict.No;
    }

    static bool IsNamed(ContainerIdentity? identity, string text, Glob glob, bool isQuoted) =>
        identity is not null
        && (Matches(glob, identity.Name) || Matches(glob, identity.Pod) || Matches(glob, identity.Id)
            || (!isQuoted && text.Length >= LeastOfId && identity.Id?.StartsWith(text, StringComparison.Ordinal) == true));

    static bool Matches(Glob glob, string? name)
    {
        if (name is null)
        {
            return false;
        }

        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(name.Length)];
        return glob.Matches(utf8[..Encoding.UTF8.GetBytes(name, utf8)]);
    }
}
