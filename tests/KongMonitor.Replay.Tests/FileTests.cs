// SPDX-License-Identifier: MIT
using System.IO.Compression;
using KongMonitor.ReplayTests.Support;

namespace KongMonitor.ReplayTests;

/// <summary>Which files can be read.</summary>
public sealed class FileTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void A_pcap_file_of_either_byte_order_and_precision_is_read(bool bigEndian, bool nanoseconds)
    {
        var talk = Talk.Exchange();
        var replay = Replay.Of(new PcapFile(bigEndian: bigEndian, nanoseconds: nanoseconds).Bytes(talk.Packets)).HasTheExchange();
        Assert.Equal("2023-11-14T22:13:20.003000Z", replay.Exchange.Text("time"));
        Assert.Equal("2023-11-14T22:13:20.000000Z", replay.Capture.Text("first"));
        Assert.Equal(1000, replay.Exchange.Int("ttfb_us"));
        Assert.Equal(talk.Packets.Count, replay.Capture.Int("packets"));
        Assert.Equal(talk.Packets.Count, replay.Capture.Int("tcp"));
    }

    [Fact]
    public void Nanoseconds_are_not_lost_on_the_way()
    {
        var talk = new Talk().Open();
        const ulong Request = Talk.Start + 10_000_000;
        talk.Now = Request + 999;
        talk.Ask();
        talk.Now = Request + 2000;
        talk.Answer();
        Assert.Equal(1, Replay.Of(new PcapFile().Bytes(talk.Packets)).Exchange.Int("ttfb_us"));
        Assert.Equal(2, Replay.Of(new PcapFile(nanoseconds: false).Bytes(talk.Packets)).Exchange.Int("ttfb_us"));
    }

    [Fact]
    public void A_pcapng_file_is_read_with_the_precision_of_each_interface()
    {
        var talk = Talk.Exchange();
        var file = new PcapNgFile(Link.Ethernet, Link.Ethernet).Add(0, talk.Packets.Take(4)).Add(1, talk.Packets.Skip(4));
        var replay = Replay.Of(file.Bytes()).HasTheExchange();
        Assert.Equal("2023-11-14T22:13:20.003000Z", replay.Exchange.Text("time"));
        Assert.Equal(1000, replay.Exchange.Int("ttfb_us"), 1.0);
    }

    [Fact]
    public void A_file_compressed_with_gzip_is_read()
    {
        HasTheExchange(Gzip(new PcapFile().Bytes(Talk.Exchange().Packets)));
        HasTheExchange(Gzip(new PcapNgFile(Link.Ethernet).Add(0, Talk.Exchange().Packets).Bytes()));
    }

    [Fact]
    public void A_compressed_file_that_does_not_fit_into_a_pipe_is_read_whole()
    {
        const int Count = 3000;
        var packets = Enumerable.Range(0, Count).SelectMany(i => Talk.Exchange($"192.0.2.1:{20_000 + i}").Packets);
        var replay = Replay.Of(Gzip(new PcapFile().Bytes(packets)), "--no-events");
        Assert.Equal(0, replay.ExitCode);
        Assert.Equal(Count * Talk.Exchange().Packets.Count, replay.Capture.Int("packets"));
        Assert.Equal(Count, replay.Snapshot.GetProperty("legs")[0].Int("responses"));
    }

    [Fact]
    public void A_file_without_packets_is_an_empty_report()
    {
        var replay = Replay.Of(new PcapFile().Bytes());
        Assert.Equal((0, "", 0), (replay.ExitCode, replay.Error, replay.Capture.Int("packets")));
        Assert.Empty(replay.Exchanges);
    }

    internal static byte[] Gzip(byte[] bytes)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return stream.ToArray();
    }

    static void HasTheExchange(byte[] file) => Replay.Of(file).HasTheExchange();
}
