// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.KernelTests;

/// <summary>Other protocols on connections that we look at: counted by kind, never as exchanges.</summary>
public sealed class ForeignProtocolTests : KernelTest
{
    const string TlsHello = "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003";
    const string Http2Preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

    [Theory]
    [EveryRoute(TlsHello, NotHttp.Tls)]
    [EveryRoute(Http2Preface, NotHttp.Http2)]
    [EveryRoute("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", NotHttp.Ssh)]
    [EveryRoute("EHLO client.example\r\n", NotHttp.Smtp)]
    [EveryRoute("HELO client.example\r\n", NotHttp.Smtp)]
    [EveryRoute("*2\r\n$3\r\nGET\r\n$3\r\nkey\r\n", NotHttp.Redis)]
    [EveryRoute("PING\r\n", NotHttp.Redis)]
    [EveryRoute("\0\u0001\u0002\u0003 binary \u00ff\u00fe", NotHttp.Other)]
    [EveryRoute("USER anonymous\r\n", NotHttp.Other)]
    [EveryRoute("get key\r\n", NotHttp.Other)]
    [EveryRoute("GET / HTTP/2.0\r\nHost: example.com\r\n\r\n", NotHttp.Other)]
    [EveryRoute("GET / RTSP/1.0\r\nCSeq: 1\r\n\r\n", NotHttp.Other)]
    [EveryRoute("SUBSCRIBE sip:a@example.com SIP/2.0\r\n\r\n", NotHttp.Other)]
    [EveryRoute("{\"json\": \"rpc\"}\n", NotHttp.Other)]
    public void A_connection_whose_client_starts_another_protocol_counts_by_its_kind(Route route, string first, NotHttp kind)
    {
        var connection = Open(route);
        connection.ClientSends(first);
        Talk(connection);
        AssertForeign(route, kind);
        connection.Close();
        AssertForeign(route, kind);
        Assert.Equal(1, Kernel.Counter(Counter.FlowsClosed));
    }

    [Theory]
    [EveryRoute("220 mail.example ESMTP Postfix\r\n", NotHttp.Smtp)]
    [EveryRoute("220 ProFTPD Server ready\r\n", NotHttp.Smtp)]
    [EveryRoute("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", NotHttp.Ssh)]
    [EveryRoute("+OK redis\r\n", NotHttp.Redis)]
    [EveryRoute("J\0\0\0\n8.0.33\0 a greeting of MySQL", NotHttp.Other)]
    [EveryRoute("RFB 003.008\n", NotHttp.Other)]
    public void A_connection_whose_server_speaks_first_counts_by_its_kind(Route route, string first, NotHttp kind)
    {
        var connection = Open(route);
        connection.ServerSends(first);
        AssertForeign(route, kind);
        Talk(connection);
        connection.ClientReset();
        AssertForeign(route, kind);
        Assert.Equal(1, Kernel.Counter(Counter.FlowsClosed));
    }

    [Theory, EveryRoute]
    public void HTTP_text_inside_another_protocol_counts_nothing(Route route)
    {
        var connection = Open(route);
        connection.ClientSends(TlsHello);
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.Ok());
        AssertForeign(route, NotHttp.Tls);
        connection.Close();
    }

    [Theory, EveryRoute]
    public void Random_bytes_are_never_a_method(Route route)
    {
        Configure(KernelOptions.Default with { Fresh = true });
        var random = new Random(7);
        const int count = 500;
        for (var i = 0; i < count; i++)
        {
            var bytes = new byte[random.Next(40, 200)];
            random.NextBytes(bytes);
            bytes[0] = (byte)random.Next(0x80, 0x100);
            var connection = Open(route);
            connection.ClientSends(bytes);
            random.NextBytes(bytes);
            connection.ServerSends(bytes);
            connection.Close();
        }

        Assert.Equal((0, 0), (Leg(route).Requests, Leg(route).Unmatched));
        Assert.Equal(count, Kernel.NotHttp(route.Leg, NotHttp.Other));
        Assert.Empty(Kernel.Endpoints());
    }

    [Theory, EveryRoute]
    public void A_connection_of_the_same_ends_behind_another_protocol_is_HTTP_again(Route route)
    {
        var foreign = Open(route);
        foreign.ClientSends(TlsHello);
        var connection = new Connection(Kernel, route, client: foreign.Client.EndPoint, server: foreign.Server.EndPoint).Open();
        connection.ClientSends(Message.Get());
        connection.ServerSends(Message.Ok());
        Assert.Equal((1, 1, 1), (Leg(route).Requests, Leg(route).Responses, Kernel.NotHttp(route.Leg, NotHttp.Tls)));
        Assert.Equal(0, Leg(route).Desynced);
    }

    [Theory, EveryRoute(TlsHello, NotHttp.Tls), EveryRoute(Http2Preface, NotHttp.Http2), EveryRoute("SSH-2.0-x\r\n", NotHttp.Ssh)]
    public void The_kind_does_not_depend_on_segmentation(Route route, string first, NotHttp kind)
    {
        for (var cut = 1; cut < first.Length; cut++)
        {
            Kernel.Clear();
            // what an earlier packet left behind must not decide
            Exchange(route, Message.Get(), Message.Ok());
            Kernel.Clear();
            var connection = Open(route);
            connection.ClientSends(first, cut);
            connection.ClientSends("more\r\n");
            AssertForeign(route, kind);
            connection.Close();
        }
    }

    [Fact]
    public void An_upstream_connection_with_an_inline_command_of_Redis_is_no_HTTP_0_9()
    {
        var connection = Open(Route.UpstreamXdp);
        connection.ClientSends("GET a-key-of-redis\r\n");
        connection.ServerSends("$5\r\nhello\r\n");
        AssertForeign(Route.UpstreamXdp, NotHttp.Other);
        connection.Close();
    }

    static void Talk(Connection connection)
    {
        connection.ServerSends("answer\r\n");
        connection.ClientSends("question\r\n");
        connection.ServerSends(new string('a', 3000));
        connection.ClientSends("QUIT\r\n");
    }

    /// <summary>One such connection, and nothing else.</summary>
    void AssertForeign(Route route, NotHttp kind)
    {
        for (var other = (NotHttp)0; other < NotHttp.Count; other++)
        {
            Assert.Equal((other, other == kind ? 1 : 0), (other, Kernel.NotHttp(route.Leg, other)));
        }

        var port = route.Leg == Abi.Leg.Upstream ? Ends.UpstreamPort : Ends.DownstreamPort;
        Assert.Equal((port, kind, route.Leg, 1), Assert.Single(Kernel.NotHttpPorts()));
        Assert.Equal((0, 0, 0, 0), (Leg(route).Requests, Leg(route).Responses, Leg(route).Unmatched, Leg(route).Errors));
        Assert.Empty(Kernel.Endpoints());
        Assert.Empty(Kernel.Connections());
        Assert.Empty(Kernel.Events());
    }

    [Theory, EveryRoute]
    public void First_bytes_in_pieces_that_are_no_HTTP_leave_no_row_behind(Route route)
    {
        var connection = Open(route);
        connection.ClientSends("abc");
        connection.ClientSends("d\u0001");
        connection.Close();
        Assert.Empty(Kernel.InFlight());
    }
}
