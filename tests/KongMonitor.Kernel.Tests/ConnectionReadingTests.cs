// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using KongMonitor.Core;

namespace KongMonitor.KernelTests;

/// <summary>Rows of connections as they are read: with the requests in flight, which the kernel counts there when they end.</summary>
public sealed class ConnectionReadingTests : KernelTest
{
    [Theory, EveryRoute]
    public void The_first_request_of_a_connection_is_a_row_before_its_answer(Route route)
    {
        var request = Message.Post("name=value");
        var connection = Open(route);
        connection.ClientSends(request);
        var reading = Read();
        Assert.Equal((0, 1), (reading.Connections.Count, reading.Begun.Count));
        AssertCounts(reading.Begun.Values[0], requests: 1, responses: 0, sent: request.Length);
        connection.ServerSends(Message.Ok());
        Assert.Equal(connection.Client.EndPoint.Port, PortOf(Assert.Single(Rows(Read())).Key));
        Assert.Equal(0, Read().Begun.Count);
    }

    [Theory, EveryRoute]
    public void A_later_request_is_added_to_the_row_that_is_there(Route route)
    {
        var request = Message.Get("/a");
        var connection = Open(route);
        connection.ClientSends(request);
        connection.ServerSends(Message.Ok());
        connection.ClientSends(request + request);
        var row = Assert.Single(Rows(Read()));
        AssertCounts(row.Stats, requests: 3, responses: 1, sent: 3 * request.Length);
        Assert.Equal(0, row.Stats.Partial);
        connection.ServerSends(Message.Ok() + Message.Ok());
        AssertCounts(Assert.Single(Rows(Read())).Stats, requests: 3, responses: 3, sent: 3 * request.Length);
    }

    [Theory, EveryRoute]
    public void It_is_added_to_a_row_that_the_reading_left_out(Route route)
    {
        var request = Message.Get("/a");
        var connection = Open(route);
        connection.ClientSends(request);
        connection.ServerSends(Message.Ok());
        Exchange(route, Message.Get("/b"), Message.Ok()); // active later
        connection.ClientSends(request);
        Settle();
        var reading = Read(most: 1);
        Assert.Equal((2, 0, 0, 0), (reading.Connections.Count, reading.Begun.Count, reading.Connections.LeftOut, reading.ConnectionsLeftOut.Sum()));
        AssertCounts(reading.Connections.Values[1], requests: 2, responses: 1, sent: 2 * request.Length);
    }

    [Theory, EveryRoute]
    public void A_long_request_that_is_in_its_row_already_is_added_no_second_time(Route route)
    {
        const int length = 200_000;
        var connection = Open(route);
        connection.ClientSends(Message.Request("POST", "/", $"Content-Length: {2 * length}\r\n") + new string('x', length));
        var reading = Read();
        Assert.Equal((1, 0), (reading.Connections.Count, reading.Begun.Count));
        var row = reading.Connections.Values[0];
        Assert.Equal((1UL, 0UL), (row.Requests, row.Responses));
        Assert.Equal(Assert.Single(Kernel.Connections()).BytesSent, (long)row.BytesSent);
    }

    [Fact]
    public void Over_IPv6_it_is_the_same()
    {
        var connection = Open(Route.DownstreamXdp, ipv6: true);
        connection.ClientSends(Message.Get("/six"));
        var reading = Read();
        Assert.Equal((0, 0, 0, 1), (reading.Connections.Count, reading.Connections6.Count, reading.Begun.Count, reading.Begun6.Count));
        Assert.Equal(connection.Client.EndPoint.Address.GetAddressBytes(), ((ReadOnlySpan<byte>)reading.Begun6.Keys[0].SourceIp).ToArray());
        connection.ServerSends(Message.Ok());
        connection.ClientSends(Message.Get("/six"));
        reading = Read();
        Assert.Equal((1, 0), (reading.Connections6.Count, reading.Begun6.Count));
        Assert.Equal((2UL, 1UL), (reading.Connections6.Values[0].Requests, reading.Connections6.Values[0].Responses));
    }

    // Of a row that was active a moment ago the reader does not know whether a request is in it.
    static void Settle()
    {
        var start = Kernel.Now();
        Assert.True(SpinWait.SpinUntil(() => Kernel.Now() - start > KernelReader.Settling, TimeSpan.FromSeconds(5)));
    }

    KernelReading Read(int most = int.MaxValue) => new KernelReader(Kernel.Bpf, DateTimeOffset.UnixEpoch, mostConnections: most).Read();

    static IEnumerable<(ConnKey Key, ConnStats Stats)> Rows(KernelReading reading) =>
        Enumerable.Range(0, reading.Connections.Count).Select(i => (reading.Connections.Keys[i], reading.Connections.Values[i]));

    static int PortOf(in ConnKey key) => System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(key.SourcePort);

    static void AssertCounts(in ConnStats row, int requests, int responses, int sent) =>
        Assert.Equal(((ulong)requests, (ulong)responses, (ulong)sent), (row.Requests, row.Responses, row.BytesSent));
}
