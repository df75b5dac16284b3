// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Methods (RFC 9110 section 9).</summary>
public sealed class MethodTests : KernelTest
{
    [Theory]
    [EveryRoute("GET", HttpMethod.Get), EveryRoute("POST", HttpMethod.Post), EveryRoute("PUT", HttpMethod.Put)]
    [EveryRoute("DELETE", HttpMethod.Delete), EveryRoute("HEAD", HttpMethod.Head), EveryRoute("OPTIONS", HttpMethod.Options)]
    [EveryRoute("PATCH", HttpMethod.Patch), EveryRoute("CONNECT", HttpMethod.Connect), EveryRoute("TRACE", HttpMethod.Trace)]
    public void A_named_method_has_its_own_number(Route route, string token, HttpMethod method)
    {
        Exchange(route, Message.Request(token), Message.Response("403 Forbidden"));
        Assert.Equal(method, Endpoint().Method);
        Assert.All(Kernel.Events(), e => Assert.Equal((method, token), (e.Method, e.MethodToken)));
    }

    [Theory]
    [EveryRoute("PURGE"), EveryRoute("PROPFIND"), EveryRoute("VERSION-CONTROL"), EveryRoute("get"), EveryRoute("GETX"), EveryRoute("GE")]
    [EveryRoute("X"), EveryRoute("!#$%&'*+-.^_`|~09azAZ"), EveryRoute("M-SEARCH"), EveryRoute("OPTION")]
    [EveryRoute("BASELINE-CONTROL-0123456789-31")]
    public void Any_other_token_is_a_method_named_in_the_event(Route route, string token)
    {
        Exchange(route, Message.Request(token, "/a"), Message.Ok());
        Assert.Equal((HttpMethod.Other, "/a"), (Endpoint().Method, Endpoint().Path));
        Assert.All(Kernel.Events(), e => Assert.Equal(token, e.MethodToken));
    }

    [Theory, EveryRoute]
    public void A_method_longer_than_31_bytes_is_cut_in_the_event(Route route)
    {
        var token = new string('M', 40);
        Exchange(route, Message.Request(token), Message.Ok());
        Assert.All(Kernel.Events(), e => Assert.Equal((HttpMethod.Other, token[..31]), (e.Method, e.MethodToken)));
    }

    [Theory, EveryRoute]
    public void The_token_of_one_request_is_not_left_for_the_next(Route route)
    {
        var connection = Exchange(route, Message.Request("PROPFIND"), Message.Ok());
        connection.ClientSends(Message.Request("GET"));
        connection.ServerSends(Message.Ok());
        Assert.Equal("GET", Kernel.Events()[^1].MethodToken);
    }

    [Theory, EveryRoute]
    public void PROXY_is_a_method_like_any_other_behind_the_first_request(Route route)
    {
        var connection = Exchange(route, Message.Get(), Message.Ok());
        connection.ClientSends(Message.Request("PROXY", "/a"));
        connection.ServerSends(Message.Ok());
        Assert.Equal((2, 2), (Leg(route).Requests, Leg(route).Responses));
        Assert.Equal("PROXY", Kernel.Events()[^1].MethodToken);
    }
}
