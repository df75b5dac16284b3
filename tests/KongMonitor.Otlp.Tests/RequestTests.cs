// SPDX-License-Identifier: MIT
using KongMonitor.OtlpTests.Support;

namespace KongMonitor.OtlpTests;

/// <summary>What a collector sees of a request.</summary>
public class RequestTests(Receivers receivers) : ProtocolTest(receivers)
{
    [Theory]
    [InlineData(OtlpProtocol.Grpc, false)]
    [InlineData(OtlpProtocol.Grpc, true)]
    [InlineData(OtlpProtocol.HttpProtobuf, false)]
    [InlineData(OtlpProtocol.HttpProtobuf, true)]
    public async Task The_collector_reads_it_compressed_or_not_and_gets_the_headers(OtlpProtocol protocol, bool gzip)
    {
        var receiver = Receiver(protocol);
        await Exporting.Whole(
            Samples.Options(protocol, receiver.Url) with { Gzip = gzip, Headers = [new("api-key", "a b=c"), new("X-Tenant", "7")] },
            Samples.Set(Samples.Series(300)));

        var request = Assert.Single(receiver.Received());
        Assert.Equal(300, request.PointCount);
        Assert.Equal("a b=c", request.Header("api-key"));
        Assert.Equal("7", request.Header("x-tenant"));
        Assert.StartsWith("kong-ebpf-monitor/1.2.3", request.Header("user-agent"), StringComparison.Ordinal);
        if (protocol == OtlpProtocol.HttpProtobuf)
        {
            Assert.Equal(gzip ? "gzip" : null, request.Header("content-encoding"));
            Assert.Equal(
                ("POST", "/v1/metrics", "application/x-protobuf"),
                (request.Header("method"), request.Header("path"), request.Header("content-type")));
        }
    }

    [Fact]
    public async Task A_URL_of_HTTP_is_used_with_its_path_and_query()
    {
        var receiver = Receiver(OtlpProtocol.HttpProtobuf);
        await Exporting.Whole(
            Samples.Options(OtlpProtocol.HttpProtobuf, receiver.Url) with { Endpoint = new(receiver.Url, "/otlp/here?key=1") }, OnePoint);

        Assert.Equal("/otlp/here?key=1", Assert.Single(receiver.Received()).Header("path"));
    }

    [Fact]
    public async Task A_call_of_gRPC_tells_the_collector_how_long_it_may_take()
    {
        var receiver = Receiver(OtlpProtocol.Grpc);
        var before = DateTimeOffset.UtcNow;
        await Exporting.Whole(Samples.Options(OtlpProtocol.Grpc, receiver.Url) with { Timeout = TimeSpan.FromSeconds(77) }, OnePoint);

        var deadline = Assert.Single(receiver.Received()).Headers.GetProperty("deadline").GetInt64();
        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(deadline) - before, TimeSpan.FromSeconds(76), TimeSpan.FromSeconds(77 + 20));
    }
}
