// SPDX-License-Identifier: MIT
using System.Text;

namespace KongMonitor.Core.Filters;

/// <summary>Takes a filter's text apart into words. Words have blanks between them; a quoted value may contain some.</summary>
sealed class FilterScanner(string text)
{
    int at;

    /// <summary>All fields by their names.</summary>
    public static IReadOnlyDictionary<string, FilterFields> Fields { get; } = Enum.GetValues<FilterFields>()
        .Where(field => int.IsPow2((int)field))
        .ToDictionary(field => field.ToString().ToLowerInvariant());

    /// <summary>The names of all fields.</summary>
    public static string FieldNames { get; } = string.Join(", ", Fields.Keys);

    /// <summary>The next word; false at the end.</summary>
    /// <exception cref="FilterProblemException">It is none.</exception>
    public bool TryReadWord(out FilterWord word)
    {
        word = default;
        SkipWhile(char.IsWhiteSpace);
        if (at == text.Length)
        {
            return false;
        }

        var start = at;
        var name = SkipWhile(letter => !char.IsWhiteSpace(letter) && !IsOperator(letter));
        var operatorAt = at;
        var sign = SkipWhile(IsOperator);
        if (sign.Length == 0)
        {
            throw Refuse(start, FilterProblemKind.NoOperator, FieldNames);
        }

        if (!Fields.TryGetValue(name, out var field))
        {
            throw new FilterProblemException(new(start, Math.Max(name.Length, 1), FilterProblemKind.UnknownField, name, FieldNames));
        }

        word = new(field, sign, operatorAt, ReadValues(start));
        return true;
    }

    List<FilterValue> ReadValues(int start)
    {
        var values = new List<FilterValue>();
        do
        {
            values.Add(ReadValue(start));
        }
        while (TrySkip(','));
        return values;
    }

    FilterValue ReadValue(int start)
    {
        if (at < text.Length && text[at] == '"')
        {
            return ReadQuoted();
        }

        var begin = at;
        var value = SkipWhile(letter => !char.IsWhiteSpace(letter) && letter != ',');
        return value.Length > 0 ? new(begin, value.Length, value, false) : throw Refuse(start, FilterProblemKind.MissingValue);
    }

    // A quote inside is written twice.
    FilterValue ReadQuoted()
    {
        var begin = at++;
        var value = new StringBuilder();
        while (true)
        {
            value.Append(SkipWhile(letter => letter != '"'));
            if (!TrySkip('"'))
            {
                throw Refuse(begin, FilterProblemKind.OpenQuote);
            }

            if (!TrySkip('"'))
            {
                break;
            }

            value.Append('"');
        }

        return at == text.Length || text[at] == ',' || char.IsWhiteSpace(text[at])
            ? new(begin, at - begin, value.ToString(), true)
            : throw Refuse(begin, FilterProblemKind.TextAfterQuote);
    }

    string SkipWhile(Func<char, bool> isPart)
    {
        var begin = at;
        while (at < text.Length && isPart(text[at]))
        {
            at++;
        }

        return text[begin..at];
    }

    bool TrySkip(char letter)
    {
        var isThere = at < text.Length && text[at] == letter;
        at += isThere ? 1 : 0;
        return isThere;
    }

    FilterProblemException Refuse(int start, FilterProblemKind kind, string allowed = "") =>
        new(new(start, at - start, kind, text[start..at], allowed));

    static bool IsOperator(char letter) => letter is '=' or '!' or '<' or '>';
}
