// SPDX-License-Identifier: MIT
using System.Buffers.Binary;
using System.Net;
using System.Text;
using KongMonitor.Abi;
using KongMonitor.Core;

namespace KongMonitor.CoreTests.Support;

/// <summary>Keys and events as the kernel writes them.</summary>
static class Wire
{
    /// <summary>One moment in both clocks: the seed's 2024-01-15T10:30:00Z is 1,000 s after boot.</summary>
    public static readonly DateTimeOffset Time = new(2024, 1, 15, 10, 30, 0, TimeSpan.Zero);

    public const ulong Monotonic = 1_000_000_000_000;

    public static WallClock Clock => new(Time, Monotonic);

    public static void Put(Span<byte> field, ReadOnlySpan<byte> text)
    {
        field.Clear();
        text.CopyTo(field);
    }

    public static void Put(Span<byte> field, string text) => Put(field, Encoding.UTF8.GetBytes(text));

    public static uint Address(string address) => BitConverter.ToUInt32(IPAddress.Parse(address).GetAddressBytes());

    public static ushort Port(ushort port) => BinaryPrimitives.ReverseEndianness(port);

    public static ConnKey Connection(string client, ushort clientPort, string server, ushort serverPort, string domain, string path)
    {
        var key = new ConnKey
        {
            SourceIp = Address(client),
            SourcePort = Port(clientPort),
            DestinationIp = Address(server),
            DestinationPort = Port(serverPort),
            Protocol = 6,
            Method = (byte)HttpMethod.Get,
        };
        Put(key.Domain, domain);
        Put(key.Path, path);
        return key;
    }

    public static EndpointKey Endpoint(
        ushort status, string domain = "api.example.com", string path = "/users", HttpMethod method = HttpMethod.Get, Leg leg = Leg.Downstream)
    {
        var key = new EndpointKey { Leg = (byte)leg, Method = (byte)method, Status = status };
        Put(key.Domain, domain);
        Put(key.Path, path);
        return key;
    }

    public static EndpointStats Ended(ulong exchanges, int latencyBucket = 10, ulong sent = 10, ulong received = 20)
    {
        var stats = new EndpointStats { Exchanges = exchanges, BytesSent = sent * exchanges, BytesReceived = received * exchanges };
        Span<ulong> latency = stats.Latency;
        latency[latencyBucket] = exchanges;
        return stats;
    }

    public static Exchange InFlight(
        ExchangeState state, string domain = "api.example.com", string path = "/users", HttpMethod method = HttpMethod.Get)
    {
        var exchange = new Exchange { State = (uint)state };
        exchange.Head.Method = (byte)method;
        Put(exchange.Head.Domain, domain);
        Put(exchange.Head.Path, path);
        return exchange;
    }

    public static TrafficEvent Event(EventType type, string source, ushort sourcePort, string destination, ushort destinationPort)
    {
        var from = IPAddress.Parse(source).GetAddressBytes();
        var traffic = new TrafficEvent
        {
            Type = (uint)type,
            Family = (byte)(from.Length == 4 ? AddressFamily.Ipv4 : AddressFamily.Ipv6),
            Method = (byte)HttpMethod.Get,
            SourcePort = Port(sourcePort),
            DestinationPort = Port(destinationPort),
            Timestamp = Monotonic + 5_000_000_000,
        };
        Put(traffic.Source, from);
        Put(traffic.Destination, IPAddress.Parse(destination).GetAddressBytes());
        Put(traffic.Domain, "api.example.com");
        Put(traffic.Path, "/users");
        return traffic;
    }
}
