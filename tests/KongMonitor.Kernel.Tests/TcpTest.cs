// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>An exchange counts and is reported the same whatever way its segments took.</summary>
public abstract class TcpTest : KernelTest
{
    protected const int Pieces = 4;

    /// <summary>Requests and responses of every framing; bodies look like HTTP where that must not matter.</summary>
    protected static IReadOnlyList<(string Request, string Response)> Traffic { get; } =
    [
        (Message.Get("/plain?a=b", "Accept: */*\r\n"), Message.Ok("hello")),
        (Message.Post(Message.Get("/body")), Message.Ok(Message.Response("500 x"))),
        (Message.ChunkedPost("one", Message.Get("/chunk"), "three"), Message.ChunkedOk(Message.Response("500 x"), "end")),
        (Message.Request("HEAD", "/head"), "HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n"),
        (Message.Get("/1") + Message.Post("x", "/2") + Message.Get("/3"),
            Message.Ok("1") + Message.Response("404 x", "2") + Message.Ok("3")),
        (Message.Get("/close"), Message.ResponseHead("200 OK") + "until the end"),
    ];

    /// <summary>The next bytes of one side as segments of about the same length, not delivered.</summary>
    protected static Segment[] Cut(Connection connection, bool fromClient, string text, int pieces = Pieces)
    {
        var segments = new Segment[pieces];
        for (var i = 0; i < pieces; i++)
        {
            var part = text[At(i)..At(i + 1)];
            segments[i] = fromClient ? connection.ClientSegment(part) : connection.ServerSegment(part);
        }

        return segments;

        int At(int piece) => (int)((long)piece * text.Length / pieces);
    }

    /// <summary>Adjacent segments as one.</summary>
    protected static Segment Join(params ReadOnlySpan<Segment> segments)
    {
        var payload = new List<byte>();
        foreach (var segment in segments)
        {
            payload.AddRange(segment.Payload.Span);
        }

        return segments[0] with { Payload = payload.ToArray() };
    }

    protected static void Deliver(Connection connection, params ReadOnlySpan<Segment> segments)
    {
        foreach (var segment in segments)
        {
            connection.Deliver(segment);
        }
    }

    /// <summary>Takes every kind of exchange, its segments delivered in order and as the test delivers them.</summary>
    protected void AssertSameAsInOrder(Route route, Action<Connection, Segment[]> deliver, int pieces = Pieces)
    {
        foreach (var (request, response) in Traffic)
        {
            AssertSameAsInOrder(route, request, response, deliver, pieces);
        }
    }

    protected void AssertSameAsInOrder(
        Route route, string request, string response, Action<Connection, Segment[]> deliver, int pieces = Pieces)
    {
        var expected = Take(route, request, response, (connection, segments) => Deliver(connection, segments), pieces);
        Assert.Contains("in flight: 0", expected, StringComparison.Ordinal);
        var actual = Take(route, request, response, deliver, pieces);
        Assert.True(expected == actual, $"{request}\n{actual}\ninstead of\n{expected}");
        AssertRowsHoldAllBytes(route);
    }

    /// <summary>A new connection with this one exchange; what was counted and reported.</summary>
    protected string Take(Route route, string request, string response, Action<Connection, Segment[]> deliver, int pieces)
    {
        Kernel.Clear();
        var connection = Open(route);
        deliver(connection, Cut(connection, true, request, pieces));
        deliver(connection, Cut(connection, false, response, pieces));
        connection.ServerFin();
        connection.ClientFin();
        return Summary.Of(Kernel);
    }

    /// <summary>Twelve exchanges, /1 to /12, the last two pipelined: each counts, and nothing else does.</summary>
    protected void AssertExactFromNowOn(Connection connection, Route route)
    {
        var before = Leg(route);
        for (var i = 1; i <= 10; i++)
        {
            connection.ClientSends(i % 2 == 0 ? Message.Get($"/{i}") : Message.Post("body", $"/{i}"));
            connection.ServerSends(Message.Ok(new string('x', i)));
            Assert.Equal((before.Requests + i, before.Responses + i, 0), Exchanges(route));
        }

        connection.ClientSends(Message.Get("/11") + Message.Get("/12"));
        connection.ServerSends(Message.Ok() + Message.Ok());
        Assert.Equal((before.Requests + 12, before.Responses + 12, 0), Exchanges(route));
        Assert.Equal(before.Unmatched, Leg(route).Unmatched);
    }

    /// <summary>What one leg counted: requests, responses, in flight.</summary>
    protected (long Requests, long Responses, long InFlight) Exchanges(Route route) =>
        (Leg(route).Requests, Leg(route).Responses, Leg(route).InFlight);
}
