// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using KongMonitor.Bench.Throughput;

namespace KongMonitor.Bench.Tests;

public class PayloadTests
{
    const string Counters = "TcpExt: SyncookiesSent InOctets\nTcpExt: 1 2\nIpExt: InNoRoutes InOctets OutOctets\nIpExt: 3 4 5\n";

    [Fact]
    public void A_counter_has_the_value_below_its_name_in_its_group() =>
        Assert.Equal((2, 5), (Payload.Parse(Counters, "TcpExt", "InOctets"), Payload.Parse(Counters, "IpExt", "OutOctets")));

    [Fact]
    public async Task Both_ways_of_a_transfer_over_loopback_carry_what_was_sent()
    {
        const int size = 50_000_000;
        var begin = Stopwatch.GetTimestamp();
        var stop = Payload.Start();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint, TestContext.Current.CancellationToken);
        using var server = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        var sending = Task.Run(() => client.Client.Send(new byte[size]), TestContext.Current.CancellationToken);
        await server.GetStream().ReadExactlyAsync(new byte[size], TestContext.Current.CancellationToken);
        Assert.Equal(size, await sending);
        var (received, sent) = stop();
        var rate = size / 1e6 / Stopwatch.GetElapsedTime(begin).TotalSeconds;
        Assert.InRange(received, rate * 0.95, rate * 1.05); // others may use loopback too
        Assert.InRange(sent, rate * 0.95, rate * 1.05);
    }
}
