// SPDX-License-Identifier: MIT
using KongMonitor.OtlpTests.Support;

namespace KongMonitor.OtlpTests;

/// <summary>https, with a certificate that only OTEL_EXPORTER_OTLP_CERTIFICATE makes trusted.</summary>
public sealed class TlsTests : ProtocolTest, IDisposable
{
    readonly TlsFiles files = new();

    public TlsTests(Receivers receivers)
        : base(receivers)
    {
    }

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData(OtlpProtocol.Grpc, "grpc")]
    [InlineData(OtlpProtocol.HttpProtobuf, "http/protobuf")]
    public async Task The_certificate_that_the_variable_names_is_trusted(OtlpProtocol protocol, string name)
    {
        using var receiver = Start(protocol);
        await Exporting.Whole(Options(receiver, name, files.Certificate), OnePoint);

        Assert.Equal(1, Assert.Single(receiver.Received()).PointCount);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc, "grpc")]
    [InlineData(OtlpProtocol.HttpProtobuf, "http/protobuf")]
    public async Task A_certificate_that_nobody_named_is_not(OtlpProtocol protocol, string name)
    {
        using var receiver = Start(protocol);
        var (kind, detail) = await Exporting.Failing(Options(receiver, name, certificate: null), OnePoint, Exporting.Long);

        Assert.Equal(OtlpTroubleKind.Tls, kind);
        Assert.NotEmpty(detail);
        Assert.Empty(receiver.Received());
    }

    [Fact]
    public async Task A_collector_without_TLS_is_named_as_the_trouble()
    {
        var plain = Receiver(OtlpProtocol.HttpProtobuf);
        var options = Read($"https://127.0.0.1:{plain.Port}/v1/metrics", "http/protobuf", files.Certificate);

        Assert.Equal(OtlpTroubleKind.Tls, (await Exporting.Failing(options, OnePoint, Exporting.Long)).Kind);
    }

    Receiver Start(OtlpProtocol protocol) =>
        Support.Receiver.Start(protocol, $"--certificate={files.Certificate}", $"--key={files.Key}");

    static OtlpOptions Options(Receiver receiver, string protocol, string? certificate) =>
        Read($"https://127.0.0.1:{receiver.Port}", protocol, certificate);

    static OtlpOptions Read(string url, string protocol, string? certificate) => OtlpOptions.Read(
        url,
        name => name switch
        {
            "OTEL_EXPORTER_OTLP_PROTOCOL" => protocol,
            "OTEL_EXPORTER_OTLP_CERTIFICATE" => certificate,
            _ => null,
        },
        "1.2.3");
}
