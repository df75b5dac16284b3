// SPDX-License-Identifier: MIT
namespace KongMonitor.Language;

/// <summary>Which language the user reads: Korean, unless an option or the locale says English.</summary>
static class LanguageChoice
{
    public const string Option = "--lang";
    public const string Korean = "ko";
    public const string English = "en";

    /// <summary>
    /// Looks for the option before the command line is parsed, because the parser's own
    /// messages are in the language too. A wrong value is the parser's to refuse.
    /// </summary>
    public static Texts Choose(IReadOnlyList<string> args, Func<string, string?> environment) =>
        (FromOption(args) ?? FromLocale(environment)) == English ? Texts.English : Texts.Korean;

    static string? FromOption(IReadOnlyList<string> args)
    {
        for (var i = args.Count - 1; i >= 0; i--)
        {
            var value = args[i] == Option && i + 1 < args.Count ? args[i + 1]
                : args[i].StartsWith(Option + "=", StringComparison.Ordinal) ? args[i][(Option.Length + 1)..]
                : null;
            if (value is Korean or English)
            {
                return value;
            }
        }

        return null;
    }

    // The first of them that is set decides, as in setlocale(3).
    static string FromLocale(Func<string, string?> environment)
    {
        foreach (var variable in (ReadOnlySpan<string>)["LC_ALL", "LC_MESSAGES", "LANG"])
        {
            if (environment(variable) is { Length: > 0 } locale)
            {
                return IsEnglish(locale) ? English : Korean;
            }
        }

        return Korean;
    }

    static bool IsEnglish(string locale) => locale.Split('_', '.', '@', '-')[0] is "en" or "eng" or "english";
}
