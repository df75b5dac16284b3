// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;
using KongMonitor.OtlpTests.Support;

namespace KongMonitor.OtlpTests;

/// <summary>Where there is no collector.</summary>
public class ConnectionTests(Receivers receivers) : ProtocolTest(receivers)
{
    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task Nobody_listens(OtlpProtocol protocol)
    {
        var options = Samples.Options(protocol, new($"http://127.0.0.1:{FreePort.Find()}"));

        Assert.Equal((OtlpTroubleKind.Unreachable, "Connection refused"), await Exporting.Failing(options, OnePoint, Exporting.Short));
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task Nothing_has_that_name(OtlpProtocol protocol)
    {
        var options = Samples.Options(protocol, new("http://nowhere.invalid:4317"));

        var (kind, detail) = await Exporting.Failing(options, OnePoint, Exporting.Short);
        Assert.Equal(OtlpTroubleKind.Unreachable, kind);
        Assert.NotEmpty(detail);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task What_listens_does_not_speak_HTTP(OtlpProtocol protocol)
    {
        using var receiver = Support.Receiver.Start("raw");

        var (kind, detail) = await Exporting.Failing(Samples.Options(protocol, receiver.Url), OnePoint, Exporting.Short);
        Assert.Equal(OtlpTroubleKind.BadAnswer, kind);
        Assert.NotEmpty(detail);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc, OtlpProtocol.HttpProtobuf)]
    [InlineData(OtlpProtocol.HttpProtobuf, OtlpProtocol.Grpc)]
    public async Task The_collector_speaks_the_other_protocol(OtlpProtocol ours, OtlpProtocol theirs)
    {
        var (kind, detail) = await Exporting.Failing(Samples.Options(ours, Receiver(theirs).Url), OnePoint, Exporting.Short);

        Assert.Equal(OtlpTroubleKind.BadAnswer, kind);
        Assert.NotEmpty(detail);
    }

    // The kernel completes the handshake, and nobody takes the connection.
    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task What_listens_never_says_a_word(OtlpProtocol protocol)
    {
        using var listener = new Socket(SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var options = Samples.Options(protocol, new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}"));

        Assert.Equal(
            (OtlpTroubleKind.TimedOut, ""),
            await Exporting.Failing(options with { Timeout = TimeSpan.FromSeconds(0.3) }, OnePoint, Exporting.Short));
    }
}
