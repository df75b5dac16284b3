// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Filters;
using KongMonitor.CoreTests.Support;

namespace KongMonitor.CoreTests.Filters;

public sealed class EventFilterTests
{
    [Theory]
    [InlineData("method=GET", true)]
    [InlineData("method=get", true)]
    [InlineData("method!=GET", false)]
    [InlineData("method=POST,GET", true)]
    [InlineData("method=PURGE", false)]
    [InlineData("domain=API.example.com", true)]
    [InlineData("domain=*.example.com", true)]
    [InlineData("domain=example.com", false)]
    [InlineData("path=/u*", true)]
    [InlineData("path=/U*", false)]
    [InlineData("path=\"/u*\"", false)]
    [InlineData("status=404", true)]
    [InlineData("status=4xx", true)]
    [InlineData("status>=500", false)]
    [InlineData("status<404", false)]
    [InlineData("status<=404", true)]
    [InlineData("status!=5xx", true)]
    [InlineData("client=10.0.0.0/8", true)]
    [InlineData("client=10.0.0.7/8", true)]
    [InlineData("client=192.168.1.7", false)]
    [InlineData("server=192.168.1.7", true)]
    [InlineData("server!=192.168.0.0/16", false)]
    [InlineData("server=::/0", false)]
    [InlineData("leg=downstream", true)]
    [InlineData("leg!=downstream", false)]
    [InlineData("latency>100ms", true)]
    [InlineData("latency>=150ms", true)]
    [InlineData("latency>150ms", false)]
    [InlineData("latency>5124095.57603045h", false)]
    [InlineData("ttfb<=10ms", true)]
    [InlineData("ttfb<10ms", false)]
    [InlineData("outcome=answered", true)]
    [InlineData("outcome=error", true)]
    [InlineData("outcome!=answered", false)]
    [InlineData("outcome=unanswered", false)]
    [InlineData("reason=timeout", false)]
    [InlineData("reason!=timeout", false)]
    [InlineData("container=0", true)]
    [InlineData("container=kong", false)]
    [InlineData("method=GET status=404 path=/users", true)]
    [InlineData("method=GET status=404 path=/other", false)]
    public void A_response_is_meant_by_what_it_is(string text, bool expected)
    {
        var response = Wire.Event(EventType.Error, "192.168.1.7", 8000, "10.1.2.3", 40000);
        response.Status = 404;
        response.Ttfb = 10_000_000;
        response.Total = 150_000_000;
        Assert.Equal(expected, Matches(text, response));
    }

    [Theory]
    [InlineData("client=10.1.2.3", true)]
    [InlineData("server=192.168.1.7", true)]
    [InlineData("status!=500", false)]
    [InlineData("latency<1s", false)]
    [InlineData("outcome=in_flight", true)]
    [InlineData("outcome=answered", false)]
    public void A_request_has_no_status_yet(string text, bool expected) =>
        Assert.Equal(expected, Matches(text, Wire.Event(EventType.Request, "10.1.2.3", 40000, "192.168.1.7", 8000)));

    [Theory]
    [InlineData("outcome=unanswered", true)]
    [InlineData("outcome=error", true)]
    [InlineData("reason=timeout", true)]
    [InlineData("reason!=timeout", false)]
    [InlineData("reason=gap", false)]
    [InlineData("status!=200", false)]
    [InlineData("latency>1ms", false)]
    public void Until_a_request_was_given_up_is_no_latency(string text, bool expected)
    {
        var error = Wire.Event(EventType.Error, "192.168.1.7", 8000, "10.1.2.3", 40000);
        error.Reason = (uint)UnansweredReason.Timeout;
        error.Total = 120_000_000_000;
        Assert.Equal(expected, Matches(text, error));
    }

    [Theory]
    [InlineData("outcome=desynced", true)]
    [InlineData("outcome=error", false)]
    [InlineData("reason=gap", true)]
    [InlineData("reason=reset_by_client", false)]
    public void What_could_not_be_followed_has_its_reason(string text, bool expected) =>
        Assert.Equal(expected, Matches(text, Wire.Event(EventType.Desynced, "192.168.1.7", 8000, "10.1.2.3", 40000)));

    [Fact]
    public void A_late_response_was_counted_as_unanswered_before()
    {
        var late = Wire.Event(EventType.Response, "192.168.1.7", 8000, "10.1.2.3", 40000);
        (late.Status, late.Flags) = (200, (byte)EventFlag.Late);
        Assert.True(Matches("outcome=late status=200", late));
        Assert.False(Matches("outcome=answered", late));
    }

    [Fact]
    public void A_method_without_a_name_is_known_by_its_token()
    {
        var request = Wire.Event(EventType.Request, "10.1.2.3", 40000, "192.168.1.7", 8000);
        request.Method = (byte)HttpMethod.Other;
        Wire.Put(request.MethodToken, "PURGE");
        Assert.True(Matches("method=PURGE", request));
        Assert.True(Matches("method=other", request));
        Assert.True(Matches("method!=GET", request));
        Assert.False(Matches("method=LINK", request));
        Assert.False(Matches("method=*T*", request), "PURGE has none, OTHER is no name");
        Wire.Put(request.MethodToken, "get");
        Assert.False(Matches("method=GET", request), "which counts have as OTHER");
        Assert.True(Matches("method=G*", request));
    }

    [Theory]
    [InlineData("client=2001:db8::/33", true)]
    [InlineData("client=2001:db8:8000::/33", false)]
    [InlineData("client=2001:db8::1", true)]
    [InlineData("client=0.0.0.0/0", false)]
    public void Blocks_of_addresses_end_at_any_bit(string text, bool expected) =>
        Assert.Equal(expected, Matches(text, Wire.Event(EventType.Request, "2001:db8::1", 40000, "2001:db8::2", 8000)));

    [Theory]
    [InlineData("path=/\\x1b[31m*", true)]
    [InlineData("path=\"/\\x1b[31m\\\\\"", true)]
    public void Names_are_matched_as_they_are_shown(string text, bool expected)
    {
        var request = Wire.Event(EventType.Request, "10.1.2.3", 40000, "192.168.1.7", 8000);
        Wire.Put(request.Path, "/\u001b[31m\\");
        Assert.Equal(expected, Matches(text, request));
    }

    [Theory]
    [InlineData("container=kong", true)]
    [InlineData("container=shop/*", true)]
    [InlineData("container=4f5e0c", true)]
    [InlineData("container=4f5e0", false)]
    [InlineData("container=\"4f5e0c\"", false)]
    [InlineData("container=1", true)]
    [InlineData("container!=kong", false)]
    [InlineData("container=nginx", false)]
    public void A_container_has_several_names(string text, bool expected)
    {
        var request = Wire.Event(EventType.Request, "10.1.2.3", 40000, "192.168.1.7", 8000);
        request.Container = 1;
        var containers = KnownContainers.None.Renew([null, new("4f5e0c1d2b3a", "kong", "shop/kong-7d9f", null, "/a")]);
        Assert.Equal(expected, Of(text).Matches(request, containers));
        Assert.False(Of("container!=nginx").Matches(request, KnownContainers.None), "nobody knows yet who that is");
    }

    static bool Matches(string text, TrafficEvent traffic) => Of(text).Matches(traffic, KnownContainers.None);

    internal static Filter Of(string text)
    {
        Assert.True(Filter.TryParse(text, out var filter, out var problem), problem?.ToString());
        return filter;
    }
}
