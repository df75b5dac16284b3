// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>Brings the options into the object before it is loaded.</summary>
static class Configuration
{
    // A replay ends: it may take more memory than a monitor that stays, and nothing is to be lost.
    static readonly (string Map, uint Size)[] replaySizes =
    [
        (MapNames.EndpointMap, 1 << 16), (MapNames.FlowMap, 1 << 16), (MapNames.HandshakeMap, 1 << 16),
        (MapNames.InflightMap, 1 << 16), (MapNames.HoldMap, 1 << 13), (MapNames.HoldBytesMap, 1 << 11),
        (MapNames.TrafficEvents, 1 << 24),
    ];

    /// <summary>Returns what the programs are told.</summary>
    public static MonitorConfig Apply(BpfObject bpf, CaptureOptions options, IReadOnlyList<NetworkDevice> devices)
    {
        var config = Create(options, devices) with
        {
            FoldAt = EndpointFolder.Threshold(bpf.FindMap(MapNames.EndpointMap).MaxEntries),
            ExchangeMask = InFlightReader.Mask(bpf.FindMap(MapNames.InflightMap).MaxEntries),
        };
        bpf.FindMap(MapNames.RodataConfig).SetInitialValue(config);
        bpf.FindMap(MapNames.ConnMap).MaxEntries = options.ConnectionMapSize;
        bpf.FindMap(MapNames.ConnMap6).MaxEntries = options.ConnectionMapSize;
        bpf.FindMap(MapNames.TrafficEvents).MaxEntries = options.RingSize;
        foreach (var program in bpf.Programs)
        {
            program.Autoload = false; // each ProgramLoad has some of them, over the maps of this object
        }

        return config;
    }

    public static void Apply(BpfObject bpf, ReplayOptions options)
    {
        foreach (var (map, size) in replaySizes)
        {
            bpf.FindMap(map).MaxEntries = size;
        }

        var config = new MonitorConfig
        {
            AllPorts = options.Ports is null ? (byte)1 : (byte)0,
            Upstream = options.Upstream ? (byte)1 : (byte)0,
            IncludeQuery = options.IncludeQuery ? (byte)1 : (byte)0,
            Replay = 1,
            Connections = options.ConnectionMapSize,
            Timeout = (ulong)options.Timeout.TotalNanoseconds,
            ExchangeMask = InFlightReader.Mask(bpf.FindMap(MapNames.InflightMap).MaxEntries),
        };
        options.Ports?.Bitmap.CopyTo(config.Ports.AsSpan());
        bpf.FindMap(MapNames.RodataConfig).SetInitialValue(config);
        bpf.FindMap(MapNames.ConnMap).MaxEntries = options.ConnectionMapSize;
        bpf.FindMap(MapNames.ConnMap6).MaxEntries = options.ConnectionMapSize;
        foreach (var program in bpf.Programs)
        {
            program.Autoload = program.Name is ProgramNames.IngressXdp or ProgramNames.EgressTc or ProgramNames.Sweep;
        }
    }

    static MonitorConfig Create(CaptureOptions options, IReadOnlyList<NetworkDevice> devices)
    {
        var config = new MonitorConfig
        {
            AllPorts = options.AllPorts ? (byte)1 : (byte)0,
            Upstream = options.Upstream ? (byte)1 : (byte)0,
            IncludeQuery = options.IncludeQuery ? (byte)1 : (byte)0,
            Connections = options.ConnectionMapSize,
            Timeout = (ulong)options.Timeout.TotalNanoseconds,
        };
        options.Ports.Bitmap.CopyTo(config.Ports.AsSpan());
        uint[] raw = [.. devices.Where(device => device.LinkLayer == LinkLayer.RawIp).Select(device => (uint)device.Index)];
        if (raw.Length > UInt32Array4.Length)
        {
            throw new CaptureException(
                $"at most {UInt32Array4.Length} interfaces without an Ethernet header can be watched at once, "
                + $"not {raw.Length}: name fewer");
        }

        raw.CopyTo(config.RawIpInterfaces.AsSpan());
        return config;
    }
}
