// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using KongMonitor.Language;

namespace KongMonitor.CoreTests;

public sealed partial class LanguageTests
{
    [Theory]
    [InlineData("ko", "")]
    [InlineData("en", "", "--lang", "en")]
    [InlineData("en", "", "--lang=en")]
    [InlineData("ko", "LANG=en_US.UTF-8", "--lang", "ko")]
    [InlineData("en", "LANG=en_US.UTF-8")]
    [InlineData("en", "LANG=en")]
    [InlineData("en", "LANG=en_GB")]
    [InlineData("ko", "LANG=ko_KR.UTF-8")]
    [InlineData("ko", "LANG=C")]
    [InlineData("ko", "LANG=C.UTF-8")]
    [InlineData("ko", "LANG=POSIX")]
    [InlineData("ko", "LANG=de_DE.UTF-8")]
    [InlineData("ko", "LC_ALL=C LANG=en_US.UTF-8")]
    [InlineData("en", "LC_ALL= LC_MESSAGES=en_US LANG=ko_KR")]
    [InlineData("ko", "LC_MESSAGES=ko_KR LANG=en_US")]
    [InlineData("en", "LC_ALL=en_US LC_MESSAGES=ko_KR")]
    public void Korean_unless_the_option_or_the_locale_says_English(string language, string environment, params string[] args)
    {
        var variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var texts = LanguageChoice.Choose(args, variables.GetValueOrDefault);
        Assert.Equal(language == "en" ? Texts.English.Started : Texts.Korean.Started, texts.Started);
    }

    [Fact]
    public void Both_languages_take_the_same_values()
    {
        var properties = typeof(Texts).GetProperties().Where(property => property.PropertyType == typeof(string)).ToArray();
        Assert.NotEmpty(properties);
        Assert.All(properties, property => Assert.Equal(
            Holes((string)property.GetValue(Texts.Korean)!), Holes((string)property.GetValue(Texts.English)!)));
    }

    static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(match => match.Value).Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
