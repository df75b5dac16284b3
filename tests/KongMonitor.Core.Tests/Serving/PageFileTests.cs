// SPDX-License-Identifier: MIT
using System.Text;
using KongMonitor.Serving.Page;
using Microsoft.AspNetCore.Http;

namespace KongMonitor.CoreTests.Serving;

public sealed class PageFileTests
{
    readonly PageFiles files = new(typeof(PageFileTests).Assembly);

    [Fact]
    public async Task The_page_itself_is_at_the_root()
    {
        var (response, body) = await Get("/");
        Assert.Equal("text/html; charset=utf-8", response.ContentType);
        Assert.Equal("<!doctype html>\n<title>A page</title>\n", body);
        Assert.Equal(body.Length, response.ContentLength);
    }

    [Fact]
    public async Task A_page_may_load_nothing_from_elsewhere_and_nobody_may_frame_it()
    {
        var (response, body) = await Get("/page/view/table.js");
        Assert.Equal("export const rows = 1;\n", body);
        Assert.Equal("text/javascript; charset=utf-8", response.ContentType);
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            response.Headers.ContentSecurityPolicy.ToString());
        Assert.Equal("nosniff", response.Headers.XContentTypeOptions.ToString());
        Assert.Equal("no-referrer", response.Headers["Referrer-Policy"].ToString());
        Assert.Equal("no-cache", response.Headers.CacheControl.ToString());
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again()
    {
        var tag = (await Get("/")).Response.Headers.ETag.ToString();
        Assert.NotEqual((await Get("/page/view/table.js")).Response.Headers.ETag.ToString(), tag);
        foreach (var known in (string[])[tag, $"\"other\", {tag}", $"W/{tag}", "*"])
        {
            var (response, body) = await Get("/", known);
            Assert.Equal((304, "", tag), (response.StatusCode, body, response.Headers.ETag.ToString()));
        }

        Assert.Equal(200, (await Get("/", "\"other\"")).Response.StatusCode);
    }

    [Fact]
    public async Task HEAD_has_the_header_alone()
    {
        var (response, body) = await Get("/", method: "HEAD");
        Assert.Equal((200, ""), (response.StatusCode, body));
        Assert.Equal(38, response.ContentLength);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/page")]
    [InlineData("/page/")]
    [InlineData("/page/none.js")]
    [InlineData("//page/index.html")]
    [InlineData("page/index.html")]
    [InlineData("/page/view/../index.html")]
    [InlineData("/index.html")]
    public void What_is_no_file_of_the_page_is_not_found(string path) => Assert.Null(files.Find(path));

    async Task<(HttpResponse Response, string Body)> Get(string path, string? known = null, string method = "GET")
    {
        var context = new DefaultHttpContext();
        using var body = new MemoryStream();
        context.Response.Body = body;
        context.Request.Method = method;
        context.Request.Headers.IfNoneMatch = known;
        await PageAnswer.Write(context, files.Find(path)!, TestContext.Current.CancellationToken);
        return (context.Response, Encoding.UTF8.GetString(body.ToArray()));
    }
}
