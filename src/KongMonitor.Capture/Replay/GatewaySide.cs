// SPDX-License-Identifier: MIT
using System.Net;
using System.Net.Sockets;

namespace KongMonitor.Capture;

/// <summary>
/// Which end of a connection is the gateway: that of a given address; else the one that was sent the SYN; without a SYN the
/// one with a given port.
/// </summary>
sealed class GatewaySide
{
    const int MostConnections = 1 << 16;
    readonly HashSet<UInt128> gateways;
    readonly PortSet? ports;
    readonly Dictionary<(UInt128 Low, UInt128 High, uint Ports), bool> lowIsGateway = new(MostConnections);
    readonly Queue<(UInt128 Low, UInt128 High, uint Ports)> oldest = new(MostConnections);

    /// <param name="gateways">None: by SYN and port.</param>
    /// <param name="ports">Null: all.</param>
    public GatewaySide(IEnumerable<IPAddress> gateways, PortSet? ports)
    {
        this.gateways = [.. gateways.Select(Number)];
        this.ports = ports;
    }

    public Way Find(in TcpView packet) => gateways.Count > 0 ? ByAddress(packet) : ByConnection(packet);

    static UInt128 Number(IPAddress address) => IpHeader.Address(
        (address.AddressFamily == AddressFamily.InterNetworkV6 && address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes());

    Way ByAddress(in TcpView packet) => (gateways.Contains(packet.Source), gateways.Contains(packet.Destination)) switch
    {
        (true, true) => Way.Both,
        (true, false) => Way.Egress,
        (false, true) => Way.Ingress,
        _ => Way.None,
    };

    Way ByConnection(in TcpView packet)
    {
        var (source, destination) = (packet.Source, packet.Destination);
        uint sourcePort = packet.SourcePort, destinationPort = packet.DestinationPort;
        var sourceIsLow = source < destination || (source == destination && sourcePort < destinationPort);
        var key = sourceIsLow
            ? (source, destination, sourcePort << 16 | destinationPort)
            : (destination, source, destinationPort << 16 | sourcePort);
        if ((packet.Flags & TcpView.Syn) != 0)
        {
            Remember(key, lowIsGateway: sourceIsLow == ((packet.Flags & TcpView.Ack) != 0));
        }

        return lowIsGateway.TryGetValue(key, out var low) ? (low == sourceIsLow ? Way.Egress : Way.Ingress) : ByPort(packet);
    }

    Way ByPort(in TcpView packet) =>
        ports is null ? Way.Both
        : ports.Contains(packet.DestinationPort) ? Way.Ingress
        : ports.Contains(packet.SourcePort) ? Way.Egress
        : Way.None;

    void Remember((UInt128 Low, UInt128 High, uint Ports) key, bool lowIsGateway)
    {
        if (!this.lowIsGateway.ContainsKey(key))
        {
            if (oldest.Count == MostConnections)
            {
                this.lowIsGateway.Remove(oldest.Dequeue());
            }

            oldest.Enqueue(key);
        }

        this.lowIsGateway[key] = lowIsGateway;
    }
}
