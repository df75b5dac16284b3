// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>An exchange that is larger than any counter of 32 bits or sequence number likes.</summary>
public sealed class GigabyteTests : KernelTest
{
    const int Piece = 3_250;
    const int Pieces = 330_000;

    [Fact]
    public void A_response_of_a_gigabyte_is_counted_to_the_byte()
    {
        const long length = (long)Piece * Pieces;
        var connection = Open();
        connection.MaximumSegment = Piece;
        connection.ClientSends(Message.Get("/big"));
        var head = Message.ResponseHead("200 OK", $"Content-Length: {length}\r\n");
        connection.ServerSends(head);
        var piece = new byte[Piece];
        for (var i = 0; i < Pieces; i++)
        {
            connection.ServerSends(piece);
        }

        connection.ClientSends(Message.Get("/next"));
        connection.ServerSends(Message.Ok("hello"));
        var row = Kernel.Endpoints().Single(endpoint => endpoint.Path == "/big");
        Assert.Equal((1, head.Length + length), (row.Exchanges, row.BytesReceived));
        Assert.Equal((2, 2, 0), (Leg(Route.DownstreamXdp).Requests, Leg(Route.DownstreamXdp).Responses, Leg(Route.DownstreamXdp).Desynced));
        Assert.Equal(length, Kernel.Events().Single(e => e is { Type: EventType.Response, Path: "/big" }).ResponseBodyBytes);
    }
}
