// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;
using System.Diagnostics;
using KongMonitor.Core.Metrics;
using KongMonitor.OtlpTests.Support;

namespace KongMonitor.OtlpTests;

/// <summary>Exports beside a monitor.</summary>
public class ExporterTests(Receivers receivers) : ProtocolTest(receivers)
{
    static readonly TimeSpan patience = TimeSpan.FromSeconds(10);
    readonly ConcurrentQueue<OtlpNotice> notices = [];
    long count;

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task It_exports_every_interval_and_once_more_at_the_end(OtlpProtocol protocol)
    {
        var receiver = Receiver(protocol);
        using var exporter = new OtlpExporter(Options(protocol, receiver.Url, 1), Counting, notices.Enqueue, new Ports());
        await Until.True(() => exporter.Sent >= 2, () => Said());
        exporter.Finish(patience);

        Assert.Equal(Enumerable.Range(1, (int)exporter.Sent).Select(it => $"{it}"), Values(receiver));
        Assert.Equal((0, 0), (exporter.Failed, exporter.RejectedPoints));
        Assert.Empty(notices);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task A_collector_that_comes_late_gets_all_that_was_counted(OtlpProtocol protocol)
    {
        var port = FreePort.Find();
        using var exporter = new OtlpExporter(Options(protocol, new($"http://127.0.0.1:{port}"), 1), Counting, notices.Enqueue, new Ports());
        await Until.True(() => exporter.Failed >= 2, Said);
        using var receiver = Support.Receiver.Start(protocol, $"--port={port}");
        await Until.True(() => exporter.Sent >= 1, Said);
        exporter.Finish(patience);

        Assert.Equal(count.ToString(System.Globalization.CultureInfo.InvariantCulture), Values(receiver).Last());
        Assert.Equal(count, exporter.Sent + exporter.Failed);
        Assert.Collection(
            notices,
            first => Assert.Equal((OtlpTroubleKind.Unreachable, "Connection refused", 1), (first.Trouble!.Kind, first.Trouble.Detail, first.Failed)),
            last => Assert.Equal((null, exporter.Failed), (last.Trouble, last.Failed)));
        Assert.All(notices, notice => Assert.StartsWith($"http://127.0.0.1:{port}/", notice.Endpoint, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task A_collector_that_hangs_does_not_hold_up_the_end(OtlpProtocol protocol)
    {
        var receiver = Receiver(protocol);
        receiver.Answer("""{"hang":true}""");
        using var exporter = new OtlpExporter(Options(protocol, receiver.Url, 0.1) with { ExportTimeout = patience }, Counting, notices.Enqueue, new Ports());
        await Until.True(() => count > 0, Said);
        var clock = Stopwatch.StartNew();
        exporter.Finish(TimeSpan.FromSeconds(0.5));

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
        Assert.Equal(0, exporter.Sent);
    }

    [Theory]
    [InlineData(OtlpProtocol.Grpc)]
    [InlineData(OtlpProtocol.HttpProtobuf)]
    public async Task Each_connection_is_made_known_by_its_port_and_given_back(OtlpProtocol protocol)
    {
        var receiver = Receiver(protocol);
        var ports = new Ports();
        using (var exporter = new OtlpExporter(Options(protocol, receiver.Url, 0.2), Counting, notices.Enqueue, ports))
        {
            await Until.True(() => exporter.Sent > 1, Said);
            exporter.Finish(patience);
        }

        await Until.True(() => ports.Open == 0, () => "all ports are given back");
        Assert.Single(ports.All); // the second export went the same way
    }

    [Fact]
    public async Task A_connection_that_nobody_answers_gives_its_port_back()
    {
        var ports = new Ports();
        using var exporter = new OtlpExporter(
            Options(OtlpProtocol.Grpc, new($"http://localhost:{FreePort.Find()}"), 0.2), Counting, notices.Enqueue, ports);
        await Until.True(() => exporter.Failed > 1, Said);
        exporter.Finish(patience);
        Assert.True(ports.All.Count >= 2, $"{ports.All.Count} tries");
        Assert.Equal(0, ports.Open);
    }

    [Fact]
    public async Task A_reading_that_hangs_does_not_hold_up_the_end()
    {
        using var reading = new SemaphoreSlim(0);
        using var exporter = new OtlpExporter(
            Options(OtlpProtocol.Grpc, new("http://127.0.0.1:9"), 0.1),
            _ =>
            {
                reading.Release();
                Thread.Sleep(Timeout.Infinite);
                return default;
            },
            notices.Enqueue,
            new Ports());
        await reading.WaitAsync(TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        exporter.Finish(TimeSpan.FromSeconds(0.2));

        Assert.InRange(clock.Elapsed.TotalSeconds, 0.1, 5);
    }

    [Fact]
    public async Task A_reading_that_fails_is_a_failed_export_and_the_next_one_is_read_again()
    {
        var receiver = Receiver(OtlpProtocol.Grpc);
        using var exporter = new OtlpExporter(
            Options(OtlpProtocol.Grpc, receiver.Url, 1),
            stop => count++ == 0 ? throw new InvalidOperationException("no map") : Counting(stop),
            notices.Enqueue,
            new Ports());
        await Until.True(() => exporter.Sent > 0, Said);
        exporter.Finish(patience);

        Assert.Equal(1, exporter.Failed);
        Assert.Equal(new(OtlpTroubleKind.Unexpected, "InvalidOperationException: no map"), notices.First().Trouble);
    }

    [Fact]
    public async Task Rejected_points_are_counted_and_told()
    {
        var receiver = Receiver(OtlpProtocol.Grpc);
        receiver.Answer("""{"rejected":"1","message":"too old","once":true}""");
        using var exporter = new OtlpExporter(Options(OtlpProtocol.Grpc, receiver.Url, 1), Counting, notices.Enqueue, new Ports());
        await Until.True(() => exporter.Sent >= 2, Said);
        exporter.Finish(patience);

        Assert.Equal((0, 1), (exporter.Failed, exporter.RejectedPoints));
        Assert.Equal((new OtlpTrouble(OtlpTroubleKind.Rejected, "too old"), 1), (notices.First().Trouble, notices.First().RejectedPoints));
    }

    [Fact]
    public async Task A_throttled_collector_is_left_alone_until_the_end_and_at_it()
    {
        var receiver = Receiver(OtlpProtocol.Grpc);
        receiver.Answer("""{"code":14,"message":"slow down","retrySeconds":3600}""");
        using var exporter = new OtlpExporter(Options(OtlpProtocol.Grpc, receiver.Url, 1) with { ExportTimeout = patience }, Counting, notices.Enqueue, new Ports());
        await Until.True(() => exporter.Failed > 0, Said);
        exporter.Finish(patience);

        Assert.Single(receiver.Received());
        Assert.Equal((0, 2), (exporter.Sent, exporter.Failed));
    }

    [Fact]
    public async Task Headers_are_in_no_message()
    {
        var receiver = Receiver(OtlpProtocol.Grpc);
        receiver.Answer("""{"code":16,"message":"who are you?"}""");
        var options = Options(OtlpProtocol.Grpc, receiver.Url, 1) with { Headers = [new("authorization", "secret")] };
        using var exporter = new OtlpExporter(options, Counting, notices.Enqueue, new Ports());
        await Until.True(() => exporter.Failed > 0, Said);
        exporter.Finish(patience);

        Assert.DoesNotContain("secret", Said(), StringComparison.Ordinal);
    }

    ValueTask<MetricSet> Counting(CancellationToken stop) =>
        ValueTask.FromResult(Samples.Set(Samples.Counter(Samples.Point((ulong)Interlocked.Increment(ref count)))));

    string Said() => string.Join('\n', notices);

    // An export has no more time than its interval.
    static OtlpOptions Options(OtlpProtocol protocol, Uri url, double interval) =>
        Samples.Options(protocol, url) with { Interval = TimeSpan.FromSeconds(interval) };

    static IEnumerable<string> Values(Receiver receiver) => receiver.Received().SelectMany(request => request.Metrics)
        .SelectMany(ReceivedRequest.Points).Select(point => point.GetProperty("asInt").GetString()!);
}
