// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using KongMonitor.Core.Filters;
using KongMonitor.Core.Metrics;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.Filters;

public sealed class GlobTests
{
    static readonly Gen<string> pattern = Gen.OneOf<char>('a', 'b', '/', '*').Array[0, 8].Select(letters => new string(letters));
    static readonly Gen<string> text = Gen.OneOf<char>('a', 'b', '/').Array[0, 10].Select(letters => new string(letters));

    [Theory]
    [InlineData("*.example.com", "api.example.com", true)]
    [InlineData("*.example.com", "example.com", false)]
    [InlineData("/api/*", "/api/", true)]
    [InlineData("/api/*", "/api", false)]
    [InlineData("*", "", true)]
    [InlineData("a", "A", false)]
    [InlineData("가*", "가나다", true)]
    public void A_star_is_any_run_of_characters(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Of(pattern).Matches(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_quoted_star_is_a_star()
    {
        var glob = new Glob(new FilterValue(0, 3, "a*b", IsQuoted: true));
        Assert.True(glob.Matches("a*b"u8));
        Assert.False(glob.Matches("axb"u8));
    }

    [Fact]
    public void Letters_of_a_domain_are_the_same_in_both_cases() =>
        Assert.True(new Glob(new FilterValue(0, 5, "API.*", false), ignoresCase: true).Matches("api.example"u8));

    [Fact]
    public void It_matches_what_the_regular_expression_matches() => Gen.Select(pattern, text).Sample((pattern, text) =>
        Assert.Equal(
            Regex.IsMatch(text, $"\\A{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal)}\\z"),
            Of(pattern).Matches(Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("/users/42", true)]
    [InlineData("/users/4*", true)]
    [InlineData("/users/42/orders", false)]
    [InlineData("/users/4/2", false)]
    [InlineData("/users/", false)]
    [InlineData("/users/me", false)]
    [InlineData("/orders/*", false)]
    [InlineData("*/42", true)]
    public void A_pattern_can_mean_one_of_a_group(string pattern, bool can) => Assert.Equal(can, CanBeIn(pattern, "/users/\u0001"));

    [Fact]
    public void It_never_denies_what_a_member_of_the_group_would_match() => Gen.Select(pattern, text, text, text).Sample(
        (pattern, before, id, after) =>
        {
            var member = before + id.Replace('/', 'b') + 'a' + after;
            if (Of(pattern).Matches(Encoding.UTF8.GetBytes(member)))
            {
                Assert.True(CanBeIn(pattern, $"{before}\u0001{after}"));
            }
        });

    [Theory]
    [InlineData("*", true)]
    [InlineData("**", true)]
    [InlineData("(other)", true)]
    [InlineData("*e*", false)]
    [InlineData("(other)*", false)]
    [InlineData("", false)]
    public void What_stands_for_others_is_meant_as_a_whole_or_not_at_all(string pattern, bool isMeant) =>
        Assert.Equal(isMeant, Of(pattern).MeansAllOf("(other)"u8));

    [Theory]
    [InlineData("*b")]
    [InlineData("*c*b*")]
    public void A_thousand_characters_of_alternatives_cost_an_event_microseconds(string one)
    {
        var filter = EventFilterTests.Of($"path={string.Join(',', Enumerable.Repeat(one, 990 / (one.Length + 1)))}");
        var request = Wire.Event(KongMonitor.Abi.EventType.Request, "10.1.2.3", 40000, "192.168.1.7", 8000);
        Wire.Put(request.Path, "/" + new string('a', 126));
        var best = Enumerable.Range(0, 20).Min(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; i < 500; i++)
            {
                Assert.False(filter.Matches(request, KnownContainers.None));
            }

            return Stopwatch.GetElapsedTime(start) / 500;
        });
        TestContext.Current.SendDiagnosticMessage($"{one}: {best.TotalMicroseconds:0.0} us");
        Assert.InRange(best.TotalMicroseconds, 0, 150);
    }

    static bool CanBeIn(string pattern, string group) => Of(pattern).CanBeIn(Encoding.UTF8.GetBytes(group), 1, PathGroup.PlaceholderLetters);

    static Glob Of(string pattern) => new(new FilterValue(0, pattern.Length, pattern, false));
}
