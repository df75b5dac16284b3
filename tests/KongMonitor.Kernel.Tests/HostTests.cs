// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>The domain as Host says it (RFC 9110 section 7.2).</summary>
public sealed class HostTests : KernelTest
{
    const int Longest = AbiConstants.DomainSize - 1;

    [Theory]
    [EveryRoute("Host: example.com\r\n", "example.com")]
    [EveryRoute("Host: EXAMPLE.Com\r\n", "example.com")]
    [EveryRoute("Host:example.com\r\n", "example.com")]
    [EveryRoute("Host: \t example.com \t\r\n", "example.com")]
    [EveryRoute("hOST: example.com\r\n", "example.com")]
    [EveryRoute("Host: example.com:8000\r\n", "example.com")]
    [EveryRoute("Host: 198.18.0.1:8000\r\n", "198.18.0.1")]
    [EveryRoute("Host: [2001:DB8::1]\r\n", "[2001:db8::1]")]
    [EveryRoute("Host: [2001:db8::1]:8000\r\n", "[2001:db8::1]")]
    [EveryRoute("Host: \u00c3\u0089\u001b[31m\r\n", "\u00c3\u0089\u001b[31m")]
    [EveryRoute("Host: [Z`{@]\r\n", "[z`{@]")]
    [EveryRoute("Host: a.b:80\r\n", "a.b")]
    [EveryRoute("Host: 1234567:80\r\n", "1234567")]
    [EveryRoute("Host: 12345678:80\r\n", "12345678")]
    [EveryRoute("Host: 123456789:80\r\n", "123456789")]
    [EveryRoute("Host:\r\n", "")]
    [EveryRoute("", "")]
    [EveryRoute("Hostile: evil\r\nHost: example.com\r\n", "example.com")]
    [EveryRoute("X-Forwarded-Host: evil\r\nHost: example.com\r\n", "example.com")]
    [EveryRoute("Host: first\r\nHost: second\r\n", "first")]
    [EveryRoute("Accept: */*\r\nCookie: Host: evil\r\nHost: example.com\r\n", "example.com")]
    public void The_domain_is_Host_in_lower_case_without_its_port(Route route, string fields, string domain)
    {
        Exchange(route, "GET / HTTP/1.1\r\n" + fields + "\r\n", Message.Ok());
        Assert.Equal(domain, Endpoint().Domain);
        Assert.All(Kernel.Events(), e => Assert.Equal((domain, (EventFlag)0), (e.Domain, e.Flags)));
    }

    [Theory]
    [EveryRoute(Longest - 8, false), EveryRoute(Longest - 1, false), EveryRoute(Longest, false)]
    [EveryRoute(Longest + 1, true), EveryRoute(Longest + 2, true), EveryRoute(250, true)]
    public void A_domain_longer_than_63_bytes_is_cut_and_flagged(Route route, int length, bool cut)
    {
        var domain = string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + i % 26)));
        Exchange(route, $"GET / HTTP/1.1\r\nHost: {domain}:8000\r\n\r\n", Message.Ok());
        Assert.Equal(domain[..Math.Min(length, Longest)], Endpoint().Domain);
        Assert.All(Kernel.Events(), e => Assert.Equal(cut ? EventFlag.DomainCut : 0, e.Flags));
    }

    [Theory, EveryRoute]
    public void A_cut_authority_is_flagged(Route route)
    {
        var domain = new string('d', 100);
        Exchange(route, Message.Get($"http://{domain}/a"), Message.Ok());
        Assert.Equal((domain[..Longest], "/a"), (Endpoint().Domain, Endpoint().Path));
        Assert.All(Kernel.Events(), e => Assert.Equal(EventFlag.DomainCut, e.Flags));
    }

    [Theory, EveryRoute]
    public void The_domain_of_one_request_is_not_left_for_the_next(Route route)
    {
        var connection = Exchange(route, "GET /1 HTTP/1.1\r\nHost: a-very-long-host.example.com\r\n\r\n", Message.Ok());
        connection.ClientSends("GET /2 HTTP/1.1\r\nHost: b\r\n\r\n");
        connection.ServerSends(Message.Ok());
        connection.ClientSends("GET /3 HTTP/1.1\r\n\r\n");
        connection.ServerSends(Message.Ok());
        Assert.Equal(
            [("/1", "a-very-long-host.example.com"), ("/2", "b"), ("/3", "")],
            Kernel.Endpoints().Select(row => (row.Path, row.Domain)).OrderBy(row => row.Path));
    }
}
