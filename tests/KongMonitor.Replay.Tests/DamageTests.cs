// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.ReplayTests.Support;

namespace KongMonitor.ReplayTests;

/// <summary>Files that break off, and files that are none: what is said, and with which exit code.</summary>
public sealed class DamageTests
{
    const int LastPacket = PcapFile.RecordHeader + 54;

    [Theory]
    [InlineData(1)] // within the packet's bytes
    [InlineData(60)] // within its header of 16 bytes
    public void A_truncated_file_gives_what_stands_before_the_break(int missing)
    {
        var talk = Talk.Exchange();
        var packets = talk.Packets.Count;
        var file = new PcapFile().Bytes(talk.Packets);
        var replay = Replay.Of(file[..^missing]);
        Assert.Equal(1, replay.ExitCode);
        Assert.Equal("answered", replay.Exchange.Text("outcome"));
        Assert.Equal(packets - 1, replay.Capture.Int("packets"));
        Assert.Matches($"^kong-ebpf-monitor: .*breaks behind packet {packets - 1}, near byte [0-9]+ of {file.Length - missing} .*\n$", replay.Error);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(400)]
    public void A_truncated_compressed_file_gives_what_could_be_decompressed(int missing)
    {
        var packets = Enumerable.Range(0, 100).SelectMany(i => Talk.Exchange($"192.0.2.1:{20_000 + i}").Packets);
        var replay = Replay.Of(FileTests.Gzip(new PcapFile().Bytes(packets))[..^missing]);
        Assert.Equal(1, replay.ExitCode);
        Assert.NotEmpty(replay.Exchanges);
        Assert.Contains("breaks behind packet ", replay.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_that_cannot_be_is_where_the_file_breaks()
    {
        var talk = Talk.Exchange();
        var file = new PcapFile().Bytes(talk.Packets);
        Array.Fill(file, (byte)0xff, file.Length - LastPacket + 8, 4); // the last packet's length
        var replay = Replay.Of(file);
        Assert.Equal((1, "answered"), (replay.ExitCode, replay.Exchange.Text("outcome")));
        Assert.Contains($"breaks behind packet {talk.Packets.Count - 1},", replay.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Interfaces_of_different_link_types_are_told_with_what_to_do()
    {
        var replay = Replay.Of(new PcapNgFile(Link.Ethernet, Link.Cooked).Add(0, Talk.Exchange().Packets).Bytes());
        Assert.Equal(1, replay.ExitCode);
        Assert.Contains("tshark -Y frame.interface_id==0", replay.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1")]
    [InlineData("")]
    [InlineData("\u001f\u008b")]
    public void What_is_no_capture_is_bad_input(string text) =>
        IsBadInput(Replay.Of([.. text.Select(c => (byte)c)]));

    [Fact]
    public void An_unknown_link_type_is_bad_input()
    {
        const int Wireless = 105;
        var replay = Replay.Of(new PcapFile(Wireless).Bytes(Talk.Exchange().Packets));
        IsBadInput(replay);
        Assert.Contains("link type 105: it can be Ethernet, Linux cooked, raw IP or BSD loopback", replay.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/nowhere/at.pcap")]
    [InlineData("/tmp")]
    [InlineData("/dev/null")]
    public void A_path_that_cannot_be_read_is_bad_input(string path) => IsBadInput(Replay.OfPath(path));

    [Fact]
    public void A_pipe_is_bad_input()
    {
        var path = Path.Combine(Path.GetTempPath(), $"replay-test-{Guid.NewGuid():N}");
        using (var make = Process.Start("mkfifo", path))
        {
            make.WaitForExit();
        }

        try
        {
            using var bothEnds = new FileStream(path, FileMode.Open, FileAccess.ReadWrite); // so that opening it does not wait
            IsBadInput(Replay.OfPath(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void IsBadInput(Replay replay)
    {
        Assert.Equal((2, ""), (replay.ExitCode, replay.Output));
        Assert.Matches("^kong-ebpf-monitor: [^\n]+\n$", replay.Error);
        Assert.DoesNotContain("unexpected", replay.Error, StringComparison.Ordinal);
    }
}
