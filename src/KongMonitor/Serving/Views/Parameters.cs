// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using KongMonitor.CommandLine;
using KongMonitor.Core.Filters;
using KongMonitor.Language;
using Microsoft.AspNetCore.Http;

namespace KongMonitor.Serving.Views;

/// <summary>Reads the parameters of a request.</summary>
static class Parameters
{
    const int MostRows = 1_000_000;

    /// <summary>The language of those who name none. Made once, so that keys can be compared.</summary>
    public static Texts English { get; } = Texts.English;

    static Texts Korean { get; } = Texts.Korean;

    /// <summary>In which language to answer; null if it is none of them.</summary>
    public static Texts? Language(IQueryCollection query) => query["lang"].ToString() switch
    {
        "" or LanguageChoice.English => English,
        LanguageChoice.Korean => Korean,
        _ => null,
    };

    /// <summary>What a snapshot is to show.</summary>
    public static bool TryReadView(IQueryCollection query, [NotNullWhen(true)] out ViewKey? key, [NotNullWhen(false)] out BadParameter? bad)
    {
        key = null;
        if (!TryReadFilter(query, "filter", out var filter, out bad) || !TryReadFilter(query, "chosen", out var chosen, out bad))
        {
            return false;
        }

        var texts = Language(query) ?? English;
        var text = query["rows"].ToString();
        var rows = int.MaxValue;
        if (text.Length > 0 && (!Values.TryNumber(text, out rows) || rows < 0 || rows > MostRows))
        {
            bad = new("rows", 0, text.Length, Texts.Fill(texts.BadNumber, "rows", text, 0, MostRows));
            return false;
        }

        key = new(filter, chosen.IsEverything ? null : chosen, rows, texts);
        return true;
    }

    /// <summary>A filter; everything where there is none.</summary>
    public static bool TryReadFilter(
        IQueryCollection query, string name, [NotNullWhen(true)] out Filter? filter, [NotNullWhen(false)] out BadParameter? bad)
    {
        (filter, bad) = (null, null);
        var values = query[name];
        if (Language(query) is not { } texts)
        {
            var lang = query["lang"].ToString();
            bad = new("lang", 0, lang.Length, Texts.Fill(English.BadChoice, "lang", lang, $"{LanguageChoice.Korean}, {LanguageChoice.English}"));
        }
        else if (values.Count > 1)
        {
            bad = new(name, 0, 0, Texts.Fill(texts.GivenTwice, name));
        }
        else if (!Filter.TryParse(values.ToString(), out filter, out var problem))
        {
            bad = new(name, problem.At, problem.Length, texts.Filters.Explain(problem));
        }

        return bad is null;
    }
}
