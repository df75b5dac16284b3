// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.OtlpTests.Support;

namespace KongMonitor.OtlpTests;

/// <summary>What becomes of an export when the collector does not just accept it.</summary>
public class AnswerTests(Receivers receivers) : ProtocolTest(receivers)
{
    // A request that may be sent again is: but not where the next try would come too late.
    [Theory]
    [InlineData(OtlpProtocol.Grpc, """{"code":14,"message":"come back later"}""", OtlpTroubleKind.GrpcStatus, "UNAVAILABLE: come back later")]
    [InlineData(OtlpProtocol.Grpc, """{"code":16,"message":"who?"}""", OtlpTroubleKind.GrpcStatus, "UNAUTHENTICATED: who?")]
    [InlineData(OtlpProtocol.Grpc, """{"code":8,"message":"full"}""", OtlpTroubleKind.GrpcStatus, "RESOURCE_EXHAUSTED: full")]
    [InlineData(OtlpProtocol.Grpc, """{"code":8,"message":"full","retrySeconds":5}""", OtlpTroubleKind.GrpcStatus, "RESOURCE_EXHAUSTED: full")]
    [InlineData(OtlpProtocol.Grpc, """{"code":14,"message":"가득 참\u001b[31m"}""", OtlpTroubleKind.GrpcStatus, @"UNAVAILABLE: 가득 참\x1b[31m")]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":503,"message":"come back later"}""", OtlpTroubleKind.HttpStatus, "503 Service Unavailable: come back later")]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":404,"text":"no such page\n"}""", OtlpTroubleKind.HttpStatus, "404 Not Found: no such page")]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":301}""", OtlpTroubleKind.HttpStatus, "301 Moved Permanently")]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":400,"garbage":true}""", OtlpTroubleKind.HttpStatus, "400 Bad Request")]
    [InlineData(OtlpProtocol.Grpc, """{"garbage":true}""", OtlpTroubleKind.BadAnswer, "")]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"garbage":true}""", OtlpTroubleKind.BadAnswer, "")]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"text":"welcome to nginx"}""", OtlpTroubleKind.BadAnswer, "200 text/plain")]
    public async Task The_collectors_reason_is_the_exports_trouble(OtlpProtocol protocol, string answer, OtlpTroubleKind kind, string detail)
    {
        var receiver = Receiver(protocol);
        receiver.Answer(answer);

        Assert.Equal((kind, detail), await Exporting.Failing(Samples.Options(protocol, receiver.Url), OnePoint, Exporting.Short));
        Assert.Single(receiver.Received());
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc, """{"code":14,"once":true}""", 0.05)]
    [InlineData(OtlpProtocol.Grpc, """{"code":14,"retrySeconds":1,"retryNanos":100000000,"once":true}""", 1.1)]
    [InlineData(OtlpProtocol.Grpc, """{"code":8,"retrySeconds":0,"retryNanos":200000000,"once":true}""", 0.2)]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":502,"once":true}""", 0.05)]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":503,"retryAfter":"1","once":true}""", 1)]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":429,"retryAfter":"1","once":true}""", 1)]
    public async Task What_passes_is_tried_again_when_the_collector_wants_it(OtlpProtocol protocol, string answer, double seconds)
    {
        var receiver = Receiver(protocol);
        receiver.Answer(answer);
        var clock = Stopwatch.StartNew();
        await Exporting.Whole(Samples.Options(protocol, receiver.Url) with { FirstRetryDelay = TimeSpan.FromSeconds(0.1) }, OnePoint);

        // Timers may be early by a fraction of a millisecond.
        Assert.InRange(clock.Elapsed.TotalSeconds, seconds - 0.01, Exporting.Long.TotalSeconds);
        var requests = receiver.Received();
        Assert.Equal(2, requests.Count);
        Assert.Equal(requests[0].Request.GetRawText(), requests[1].Request.GetRawText());
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc, """{"code":3}""")]
    [InlineData(OtlpProtocol.Grpc, """{"code":13}""")]
    [InlineData(OtlpProtocol.Grpc, """{"code":8}""")]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":400}""")]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":500}""")]
    public async Task What_does_not_pass_is_not_tried_again(OtlpProtocol protocol, string answer)
    {
        var receiver = Receiver(protocol);
        receiver.Answer(answer);
        await Exporting.Failing(Samples.Options(protocol, receiver.Url), OnePoint, Exporting.Long);

        Assert.Single(receiver.Received());
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc, """{"code":14,"retrySeconds":3600}""")]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":429,"retryAfter":"3600"}""")]
    public async Task A_collector_that_wants_to_be_left_alone_for_long_is(OtlpProtocol protocol, string answer)
    {
        var receiver = Receiver(protocol);
        receiver.Answer(answer);
        using var export = new Export(Samples.Options(protocol, receiver.Url), Samples.Always(OnePoint), new Ports());
        var result = await export.Run(Exporting.Long, TestContext.Current.CancellationToken);

        Assert.False(result.IsSent);
        Assert.True(export.IsThrottled);
        Assert.Single(receiver.Received());
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc, """{"code":3,"message":"bad","once":true}""", 3)]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":413,"once":true}""", 3)]
    [InlineData(OtlpProtocol.Grpc, """{"code":7,"once":true}""", 1)]
    [InlineData(OtlpProtocol.HttpProtobuf, """{"status":401,"once":true}""", 1)]
    public async Task The_other_requests_of_an_export_are_sent_when_the_fault_is_of_one(OtlpProtocol protocol, string answer, int requests)
    {
        var receiver = Receiver(protocol);
        receiver.Answer(answer);
        await Exporting.Failing(Samples.Options(protocol, receiver.Url), Samples.Set(Samples.Series(1200)), Exporting.Long);

        Assert.Equal(requests, receiver.Received().Count);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task Points_that_were_rejected_are_counted_and_the_export_is_sent(OtlpProtocol protocol)
    {
        var receiver = Receiver(protocol);
        receiver.Answer("""{"rejected":"7","message":"too old"}""");
        var result = await Exporting.Once(Samples.Options(protocol, receiver.Url), Samples.Set(Samples.Series(600)), Exporting.Long);

        Assert.Equal(new(IsSent: true, new(OtlpTroubleKind.Rejected, "too old"), RejectedPoints: 14), result);
        Assert.Equal(2, receiver.Received().Count);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task A_remark_on_what_was_accepted_is_no_trouble(OtlpProtocol protocol)
    {
        var receiver = Receiver(protocol);
        receiver.Answer("""{"rejected":"0","message":"use fewer series"}""");

        await Exporting.Whole(Samples.Options(protocol, receiver.Url), OnePoint);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task A_collector_that_does_not_answer_takes_no_longer_than_the_timeout(OtlpProtocol protocol)
    {
        var receiver = Receiver(protocol);
        receiver.Answer("""{"hang":true}""");
        var options = Samples.Options(protocol, receiver.Url) with { Timeout = TimeSpan.FromSeconds(1) };

        Assert.Equal((OtlpTroubleKind.TimedOut, ""), await Exporting.Failing(options, OnePoint, Exporting.Short));
        Assert.Single(receiver.Received());
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task An_export_takes_no_longer_than_its_time(OtlpProtocol protocol)
    {
        var receiver = Receiver(protocol);
        receiver.Answer("""{"hang":true}""");

        Assert.Equal((OtlpTroubleKind.TimedOut, ""), await Exporting.Failing(Samples.Options(protocol, receiver.Url), OnePoint, TimeSpan.FromSeconds(0.3)));
    }
}
