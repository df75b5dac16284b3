// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Request targets (RFC 9112 section 3.2).</summary>
public sealed class TargetTests : KernelTest
{
    const int Longest = AbiConstants.PathSize - 1;

    [Theory]
    [EveryRoute("/", "/")]
    [EveryRoute("/a/b/c.html", "/a/b/c.html")]
    [EveryRoute("/a?secret=1", "/a")]
    [EveryRoute("/?secret=1", "/")]
    [EveryRoute("/a?x?y", "/a")]
    [EveryRoute("?secret=1", "")]
    [EveryRoute("/1234567?secret", "/1234567")]
    [EveryRoute("/123456?secret", "/123456")]
    [EveryRoute("/a%20b//../c", "/a%20b//../c")]
    [EveryRoute("/\u00c3\u00a9\u00ff", "/\u00c3\u00a9\u00ff")]
    [EveryRoute("/\u001b[31m\u0001", "/\u001b[31m\u0001")]
    [EveryRoute("no/slash", "no/slash")]
    [EveryRoute("*", "*")]
    [EveryRoute("http:opaque", "http:opaque")]
    public void The_path_is_the_target_without_its_query(Route route, string target, string path)
    {
        Exchange(route, Message.Get(target), Message.Ok());
        Assert.Equal((path, Message.Host), (Endpoint().Path, Endpoint().Domain));
        Assert.All(Kernel.Events(), e => Assert.Equal((path, (EventFlag)0), (e.Path, e.Flags)));
    }

    [Theory]
    [EveryRoute("http://service.example/a?q", "service.example", "/a")]
    [EveryRoute("http://Service.EXAMPLE:8080/a", "service.example", "/a")]
    [EveryRoute("HTTPS://service.example/a", "service.example", "/a")]
    [EveryRoute("http://service.example", "service.example", "/")]
    [EveryRoute("http://service.example:80", "service.example", "/")]
    [EveryRoute("http://service.example?query", "service.example", "/")]
    [EveryRoute("http://service.example:80?query", "service.example", "/")]
    [EveryRoute("http://[2001:DB8::1]:80/a", "[2001:db8::1]", "/a")]
    [EveryRoute("http://[::1]", "[::1]", "/")]
    [EveryRoute("http:///a", "", "/a")]
    public void The_authority_of_an_absolute_target_beats_Host(Route route, string target, string domain, string path)
    {
        Exchange(route, Message.Get(target), Message.Ok());
        Assert.Equal((domain, path), (Endpoint().Domain, Endpoint().Path));
    }

    [Theory]
    [EveryRoute("http://user:secret@service.example/a")]
    [EveryRoute("http://user@service.example/a")]
    [EveryRoute("http://secret:secret@service.example:80/a")]
    [EveryRoute("http://user:12345@service.example:80/a")]
    [EveryRoute("http://user:se@cret@service.example:80/a")]
    [EveryRoute("http://secret-longer-than-sixty-three-bytes-0123456789-0123456789-0123456789@service.example/a")]
    public void User_information_is_never_shown(Route route, string target)
    {
        var connection = Exchange(route, Message.Get(target), Message.Ok());
        Assert.Equal(("service.example", "/a"), (Endpoint().Domain, Endpoint().Path));
        Assert.All(Kernel.Events(), e => Assert.Equal(("service.example", "/a", (EventFlag)0), (e.Domain, e.Path, e.Flags)));
        connection.Close();
    }

    [Theory, EveryRoute]
    public void The_target_of_OPTIONS_may_be_an_asterisk(Route route)
    {
        Exchange(route, Message.Request("OPTIONS", "*"), Message.Response("204 No Content"));
        Assert.Equal((HttpMethod.Options, "*"), (Endpoint().Method, Endpoint().Path));
    }

    [Theory, EveryRoute]
    public void The_target_of_CONNECT_is_an_authority(Route route)
    {
        Exchange(route, "CONNECT service.example:443 HTTP/1.1\r\nHost: service.example:443\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n");
        Assert.Equal(
            (HttpMethod.Connect, "service.example", "service.example:443"),
            (Endpoint().Method, Endpoint().Domain, Endpoint().Path));
    }

    [Theory]
    [EveryRoute("/a?q=1&r=2", "/a?q=1&r=2")]
    [EveryRoute("/?q", "/?q")]
    [EveryRoute("http://example.com?q", "/?q")]
    [EveryRoute("http://example.com/a?q", "/a?q")]
    [EveryRoute("/a", "/a")]
    public void The_query_is_kept_when_it_is_asked_for(Route route, string target, string path)
    {
        Configure(KernelOptions.Default with { IncludeQuery = true });
        Exchange(route, Message.Get(target), Message.Ok());
        Assert.Equal(path, Endpoint().Path);
    }

    [Theory, EveryRoute]
    public void Path_and_query_share_the_room_of_the_path(Route route)
    {
        Configure(KernelOptions.Default with { IncludeQuery = true });
        var target = "/path?" + new string('q', 200);
        Exchange(route, Message.Get(target), Message.Ok());
        Assert.Equal(target[..Longest], Endpoint().Path);
        Assert.All(Kernel.Events(), e => Assert.Equal(EventFlag.PathCut, e.Flags));
    }

    [Theory]
    [EveryRoute(Longest - 8, false), EveryRoute(Longest - 1, false), EveryRoute(Longest, false)]
    [EveryRoute(Longest + 1, true), EveryRoute(Longest + 2, true), EveryRoute(4000, true)]
    public void A_path_longer_than_127_bytes_is_cut_and_flagged(Route route, int length, bool cut)
    {
        var path = "/" + string.Concat(Enumerable.Range(1, length - 1).Select(i => (char)('a' + i % 26)));
        Exchange(route, Message.Get(path), Message.Ok());
        Assert.Equal(path[..Math.Min(length, Longest)], Endpoint().Path);
        Assert.All(Kernel.Events(), e => Assert.Equal(cut ? EventFlag.PathCut : 0, e.Flags));
    }

    [Theory, EveryRoute]
    public void A_query_is_no_reason_to_flag_the_path_as_cut(Route route)
    {
        Exchange(route, Message.Get("/a?" + new string('q', 300)), Message.Ok());
        Assert.Equal("/a", Endpoint().Path);
        Assert.All(Kernel.Events(), e => Assert.Equal((EventFlag)0, e.Flags));
    }
}
