// SPDX-License-Identifier: MIT
using System.Text.RegularExpressions;
using KongMonitor.Core.Doctor;
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

    [Fact]
    public void Every_finding_has_its_sentences_in_both_languages_with_the_same_values()
    {
        var ids = typeof(FindingIds).GetFields().Select(field => (string)field.GetValue(null)!).Order().ToArray();
        Assert.Equal(ids, Texts.English.Findings.Keys.Order());
        Assert.Equal(ids, Texts.Korean.Findings.Keys.Order());
        Assert.All(ids, id =>
        {
            var (english, korean) = (Texts.English.Findings[id], Texts.Korean.Findings[id]);
            Assert.Equal(Holes(english.What).Distinct(), Holes(korean.What).Distinct());
            Assert.Equal(Holes(english.Do).Distinct(), Holes(korean.Do).Distinct());
            Assert.Equal(english.Do.Length > 0, korean.Do.Length > 0);
        });
    }

    [Theory]
    [InlineData("1", "8443 is TLS: 1 connection could not be read")]
    [InlineData("412", "8443 is TLS: 412 connections could not be read")]
    [InlineData("21", "8443 is TLS: 21 connections could not be read")]
    public void One_connection_is_one(string count, string sentence) =>
        Assert.Equal(sentence, Texts.English.What(Finding.Problem(FindingIds.Tls, 8443, count, "")));

    [Fact]
    public void Every_English_finding_fits_one_and_two() => Assert.All(Texts.English.Findings, text =>
    {
        foreach (var state in (FindingState[])[FindingState.Note, FindingState.Problem])
        {
            var (one, two) = (Sentence(text.Key, state, "1"), Sentence(text.Key, state, "2"));
            Assert.DoesNotMatch(@"\b1 (TCP )?(connections|packets|bytes|pieces)\b", one);
            Assert.DoesNotMatch(@"\b1 (TCP )?\w+ (are|were|have)\b", one);
            Assert.DoesNotMatch(@"\b2 (TCP )?(connection|packet|byte|piece)\b", two);
            Assert.DoesNotMatch(@"\b2 (TCP )?\w+ (is|was|has)\b", two);
            Assert.DoesNotContain('|', one + two);
        }
    });

    static string Sentence(string id, FindingState state, string number)
    {
        var finding = Finding.Of(id, state, number, number, number, number, number);
        return $"{Texts.English.What(finding)} {Texts.English.Todo(finding)}";
    }

    static IEnumerable<string> Holes(string text) => Hole().Matches(text).Select(match => match.Value).Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Hole();
}
