// SPDX-License-Identifier: MIT
using KongMonitor.SystemTests.Http;
using KongMonitor.SystemTests.Support;

namespace KongMonitor.SystemTests;

public sealed class AddressTests(Lab lab) : SystemTest(lab)
{
    [Fact]
    public async Task IPv6_is_followed_on_both_legs()
    {
        await using var monitor = await StartMonitor();
        using var client = Connect(new(Lab.GatewayAddress6, 8000));
        client.Call(Request.Get("/v6/one"));
        client.Call(Request.WithBody("POST", "/v6/upload", new string('x', 70_000)));
        client.Call(Request.Get("/v6/files/1m.bin"));
        client.Call(Request.Get("/direct/404/"));
        await Compare(monitor);
        await CompareUpstream(monitor, 3);
        Assert.All(monitor.Last.Connections, row => Assert.StartsWith("[fd00:198:18:", row.Client));
        Assert.Contains(monitor.Last.Connections, row => row.Server == $"[{Lab.GatewayAddress6}]:8000");
    }

    [Fact]
    public async Task Only_the_ports_of_the_gateway_are_downstream()
    {
        await using var monitor = await StartMonitor();
        using var unwatched = HttpClientSocket.Connect(Lab, new(Lab.GatewayAddress, 9000));
        unwatched.Call(Request.Get("/direct/200/unwatched"));
        using var client = Connect(new(Lab.GatewayAddress, 8001));
        client.Call(Request.Get("/direct/200/watched"));
        await CompareWithClients(monitor);
    }

    [Theory]
    [InlineData("PROXY TCP4 192.0.2.1 192.0.2.2 1234 80\r\n")]
    [InlineData("\r\n\r\n\0\r\nQUIT\n\x21\x11\0\x0c\xc0\0\x02\x01\xc0\0\x02\x02\x04\xd2\0\x50")]
    public async Task A_PROXY_protocol_header_before_the_first_request_is_skipped(string header)
    {
        await using var monitor = await StartMonitor();
        using var client = Connect(new(Lab.GatewayAddress, 8100));
        client.Socket.Send(System.Text.Encoding.Latin1.GetBytes(header));
        client.Call(Request.Get("/direct/200/one"));
        client.Call(Request.Get("/direct/404/two"));
        await Compare(monitor);
    }

    [Theory]
    [InlineData("--port", "9000")]
    [InlineData("--port", "8990-9010")]
    [InlineData("--all-ports")]
    public async Task Other_ports_are_watched_when_asked_for(params string[] options)
    {
        await using var monitor = await StartMonitor(options);
        using var client = Connect(new(Lab.GatewayAddress, 9000));
        client.Call(Request.Get("/proxied"));
        await Compare(monitor);
        await CompareUpstream(monitor, 1);
    }
}
