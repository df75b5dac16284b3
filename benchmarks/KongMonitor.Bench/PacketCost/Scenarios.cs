// SPDX-License-Identifier: MIT
using KongMonitor.Packets;

namespace KongMonitor.Bench.PacketCost;

/// <summary>The packets of the section's tables.</summary>
static class Scenarios
{
    const int OtherPort = 9999;
    const int LargeSegment = 45 * 1448; // what 64 KB of segmentation offload carry

    /// <summary>A packet of a port that is not watched, to a monitor that follows what the gateway asks of others, or not.</summary>
    public static Scenario ToOtherPort(string id, string title) => new(id, title, start =>
    {
        var conversation = start.BeginOn(OtherPort);
        return () => conversation.Client([0x16, 3, 1, .. new byte[77]], isCold: true);
    });

    /// <summary>What the yardstick is given, which looks at no packet.</summary>
    public static Scenario Yardstick { get; } = ToOtherPort("yardstick", "yardstick");

    public static IReadOnlyList<Scenario> OfConnections { get; } =
    [
        new("ack", "pure acknowledgement", start =>
        {
            var conversation = start.Begin().Open();
            return () => conversation.Client([], TcpControl.Ack, isCold: true);
        }),
        Request(80),
        Request(579),
        Request(1367),
        Response("length", "200 with Content-Length", HttpText.Ok),
        Response("chunked", "200 in three chunks", HttpText.Chunked),
        new("body", $"{LargeSegment:N0} bytes of an upload's body", start =>
        {
            var body = new byte[LargeSegment];
            var conversation = start.Begin().Open();
            conversation.Client(HttpText.Upload);
            return () => conversation.Client(body, isCold: true);
        }),
    ];

    static Scenario Request(int length) => new($"get-{length}", $"GET of {length:N0} bytes", start =>
    {
        var request = HttpText.Get(length);
        var conversation = start.Begin().Open();
        return () =>
        {
            var time = conversation.Client(request, isCold: true);
            conversation.Server(HttpText.Ok);
            return time;
        };
    });

    static Scenario Response(string id, string title, byte[] response) => new(id, title, start =>
    {
        var request = HttpText.Get(80);
        var conversation = start.Begin().Open();
        return () =>
        {
            conversation.Client(request);
            return conversation.Server(response, isCold: true);
        };
    });
}
