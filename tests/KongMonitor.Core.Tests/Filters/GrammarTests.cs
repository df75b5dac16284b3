// SPDX-License-Identifier: MIT
using CsCheck;
using KongMonitor.Core.Filters;

namespace KongMonitor.CoreTests.Filters;

public sealed class GrammarTests
{
    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    public void Blanks_leave_nothing_out(string text)
    {
        Assert.True(Filter.TryParse(text, out var filter, out _));
        Assert.True(filter.IsEverything);
        Assert.Equal("", filter.Text);
    }

    [Theory]
    [InlineData("method=GET domain=*.example.com path=/api/* status>=500 client=10.0.0.0/8 leg=upstream latency>100ms outcome=unanswered")]
    [InlineData("path=\"/a b,c\"\"d*\" domain=\"\"")]
    [InlineData("method!=GET,POST,\"PUT\"")]
    [InlineData("status=4xx,503 ttfb<=1.5s container=kong reason=timeout,gap server=2001:db8::/32")]
    [InlineData("path=/a=b<c>d!")]
    public void What_the_grammar_allows_is_kept_as_it_was_given(string text)
    {
        Assert.True(Filter.TryParse($" {text} ", out var filter, out var problem), problem?.ToString());
        Assert.Equal(text, filter.Text);
        Assert.False(filter.IsEverything);
    }

    [Theory]
    [InlineData("method=GET staus>=500", FilterProblemKind.UnknownField, "staus")]
    [InlineData("Method=GET", FilterProblemKind.UnknownField, "Method")]
    [InlineData("none=1", FilterProblemKind.UnknownField, "none")]
    [InlineData("method=GET =500", FilterProblemKind.UnknownField, "=")]
    [InlineData("method=GET POST", FilterProblemKind.NoOperator, "POST")]
    [InlineData("method>GET", FilterProblemKind.BadOperator, ">")]
    [InlineData("status=>500", FilterProblemKind.BadOperator, "=>")]
    [InlineData("latency=100ms", FilterProblemKind.BadOperator, "=")]
    [InlineData("leg<upstream", FilterProblemKind.BadOperator, "<")]
    [InlineData("path= method=GET", FilterProblemKind.MissingValue, "path=")]
    [InlineData("method=GET, path=/", FilterProblemKind.MissingValue, "method=GET,")]
    [InlineData("path=\"/a method=GET", FilterProblemKind.OpenQuote, "\"/a method=GET")]
    [InlineData("path=\"/a\"b", FilterProblemKind.TextAfterQuote, "\"/a\"")]
    [InlineData("status=50", FilterProblemKind.BadStatus, "50")]
    [InlineData("status=200,1000", FilterProblemKind.BadStatus, "1000")]
    [InlineData("status>=0xx", FilterProblemKind.BadStatus, "0xx")]
    [InlineData("latency>100", FilterProblemKind.BadDuration, "100")]
    [InlineData("latency>-1s", FilterProblemKind.BadDuration, "-1s")]
    [InlineData("client=10.1", FilterProblemKind.BadAddress, "10.1")]
    [InlineData("client=10.0.0.1:80", FilterProblemKind.BadAddress, "10.0.0.1:80")]
    [InlineData("client=10/8", FilterProblemKind.BadAddress, "10/8")]
    [InlineData("client=10.0.0.0/33", FilterProblemKind.BadAddress, "10.0.0.0/33")]
    [InlineData("client=[::1]:80", FilterProblemKind.BadAddress, "[::1]:80")]
    [InlineData("client=fe80::1%1", FilterProblemKind.BadAddress, "fe80::1%1")]
    [InlineData("server=kong", FilterProblemKind.BadAddress, "kong")]
    [InlineData("leg=up", FilterProblemKind.BadChoice, "up")]
    [InlineData("outcome=answered,lost", FilterProblemKind.BadChoice, "lost")]
    [InlineData("reason=\"time out\"", FilterProblemKind.BadChoice, "\"time out\"")]
    public void A_problem_points_at_its_word(string text, FilterProblemKind kind, string word)
    {
        Assert.False(Filter.TryParse(text, out _, out var problem));
        Assert.Equal((kind, word), (problem.Kind, text.Substring(problem.At, problem.Length)));
    }

    [Fact]
    public void A_filter_has_an_end()
    {
        Assert.True(Filter.TryParse("path=" + new string('a', 995), out _, out _));
        Assert.False(Filter.TryParse("path=" + new string('a', 996), out _, out var problem));
        Assert.Equal((FilterProblemKind.TooLong, 1000, 1), (problem.Kind, problem.At, problem.Length));
    }

    [Fact]
    public void Whatever_is_written_is_a_filter_or_has_a_problem_within_it()
    {
        var piece = Gen.OneOf(
            Gen.OneOf("method", "status", "path", "client", "latency", "=", "!=", ">=", "<", "\"", ",", " ", "*", "5xx", "/8", "::", "ms"),
            Gen.String[0, 3]);
        piece.List[0, 12].Select(pieces => string.Concat(pieces)).Sample(
            text =>
            {
                if (!Filter.TryParse(text, out _, out var problem))
                {
                    Assert.InRange(problem.At, 0, text.Length);
                    Assert.InRange(problem.Length, 1, text.Length - problem.At);
                }
            },
            iter: 20_000);
    }
}
