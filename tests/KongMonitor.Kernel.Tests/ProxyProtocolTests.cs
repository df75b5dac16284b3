// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Text;

namespace KongMonitor.KernelTests;

/// <summary>A PROXY protocol header in front of the first request is skipped.</summary>
public sealed class ProxyProtocolTests : KernelTest
{
    const string Signature = "\r\n\r\n\0\r\nQUIT\n";

    public static TheoryData<string> Headers =>
    [
        "PROXY TCP4 198.18.1.1 198.18.0.1 56324 8000\r\n",
        "PROXY TCP6 2001:db8::1 2001:db8::2 56324 8000\r\n",
        "PROXY UNKNOWN\r\n",
        Version2("\x21\x11", new string('\x7f', 12)),
        Version2("\x21\x21", new string('\x00', 36)),
        Version2("\x21\x11", new string('\n', 12) + "\x04\x00\x03abc"),
        Version2("\x21\x31", new string('G', 216)),
        Version2("\x20\x00", ""),
        Version2("\x20\x00", "GET / HTTP/1.1\r\n\r\n"),
        Version2("\x21\x11", new string('x', 1000)),
    ];

    [Theory, MemberData(nameof(Headers))]
    public void A_PROXY_header_is_skipped_and_not_counted(string header)
    {
        foreach (var route in (ReadOnlySpan<Route>)[Route.DownstreamXdp, Route.DownstreamTc, Route.UpstreamXdp, Route.UpstreamTc])
        {
            Kernel.Clear();
            var connection = Open(route);
            connection.ClientSends(header + Message.Get("/1"));
            connection.ServerSends(Message.Ok());
            AssertOneExchange(route);
        }
    }

    [Theory, MemberData(nameof(Headers))]
    public void A_PROXY_header_split_anywhere_is_skipped(string header)
    {
        var bytes = header + Message.Get("/1");
        for (var cut = 1; cut <= header.Length + 5; cut++)
        {
            Kernel.Clear();
            var connection = Open();
            connection.ClientSends(bytes, cut);
            connection.ServerSends(Message.Ok());
            AssertOneExchange(Route.DownstreamXdp);
        }

        Kernel.Clear();
        var slow = Open();
        slow.ClientSendsByteByByte(bytes);
        slow.ServerSends(Message.Ok());
        AssertOneExchange(Route.DownstreamXdp);
    }

    [Theory, MemberData(nameof(Headers))]
    public void The_connection_goes_on_behind_a_PROXY_header(string header)
    {
        var connection = Open();
        connection.ClientSends(header + Message.Get("/1") + Message.Get("/2"));
        connection.ClientSends(Message.Get("/3"));
        connection.ServerSends(Message.Ok() + Message.Ok() + Message.Ok());
        Assert.Equal((3, 3, 0), (Leg(Route.DownstreamXdp).Requests, Leg(Route.DownstreamXdp).Responses, Leg(Route.DownstreamXdp).InFlight));
        connection.Close();
    }

    [Theory, EveryRoute]
    public void A_connection_with_a_PROXY_header_alone_counts_nothing(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("PROXY TCP4 198.18.1.1 198.18.0.1 56324 8000\r\n");
        connection.Close();
        Assert.Equal((0, 0, 0), (Leg(route).Requests, Leg(route).BytesSent, Leg(route).Unanswered));
        Assert.Empty(Kernel.Events());
    }

    void AssertOneExchange(Route route)
    {
        Assert.Equal((1, 1, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight));
        Assert.Equal((Message.Get("/1").Length, Message.Host, "/1"), (Leg(route).BytesSent, Endpoint().Domain, Endpoint().Path));
        AssertRowsHoldAllBytes(route);
    }

    static string Version2(string versionAndFamily, string rest)
    {
        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)rest.Length);
        return Signature + versionAndFamily + Encoding.Latin1.GetString(length) + rest;
    }
}
