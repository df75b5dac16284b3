// SPDX-License-Identifier: MIT
using System.Diagnostics;
using KongMonitor.ReplayTests.Support;

namespace KongMonitor.ReplayTests;

/// <summary>How fast a long capture goes.</summary>
public sealed class ThroughputTests
{
    const int Connections = 33_334;
    const int Requests = 8;
    const int LeastPerSecond = 100_000;

    [Fact]
    public void A_million_packets_go_at_100_000_a_second_and_no_exchange_is_lost()
    {
        var path = Path.Combine(Path.GetTempPath(), $"replay-test-{Guid.NewGuid():N}.pcap");
        try
        {
            var packets = WriteCapture(path);
            var clock = Stopwatch.StartNew();
            var replay = Replay.OfPath(path, "--no-events");
            var rate = packets / clock.Elapsed.TotalSeconds;
            Assert.Equal((0, packets), (replay.ExitCode, replay.Capture.Int("packets")));
            Assert.Equal(Connections * Requests, replay.Snapshot.GetProperty("legs")[0].Int("responses"));
            Assert.Empty(replay.Losses.EnumerateObject());
            Assert.True(rate >= LeastPerSecond, $"{rate:F0} packets/s");
            TestContext.Current.SendDiagnosticMessage($"{rate:F0} packets/s");
        }
        finally
        {
            File.Delete(path);
        }
    }

    static int WriteCapture(string path)
    {
        var file = new PcapFile();
        using var stream = new BufferedStream(File.Create(path), 1 << 20);
        file.WriteHeader(stream);
        var now = Talk.Start;
        var packets = 0;
        for (var i = 0; i < Connections; i++)
        {
            var talk = new Talk($"192.0.2.1:{1024 + i}") { Now = now }.Open();
            for (var j = 0; j < Requests; j++)
            {
                talk.Ask().Answer().Acknowledge();
            }

            talk.Close();
            talk.Packets.ForEach(packet => file.Write(stream, packet));
            packets += talk.Packets.Count;
            now = talk.Now;
        }

        return packets;
    }
}
