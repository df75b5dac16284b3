// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;
using LibBpf;

namespace KongMonitor.Bench.TestRuns;

/// <summary>Loads the monitor's object as a run does, attached to nothing.</summary>
static class MonitorPrograms
{
    public static BpfObject Load(bool upstream)
    {
        var bpf = BpfObject.Open(MonitorObject.Open(), MonitorObject.Name);
        try
        {
            bpf.FindMap(MapNames.RodataConfig).SetInitialValue(Configure(bpf, upstream));
            bpf.Load();
            var control = new MonitorControl { Events = 1, ReaderUntil = ulong.MaxValue };
            bpf.FindMap<uint, MonitorControl>(MapNames.ControlMap).Update(0, control);
            return bpf;
        }
        catch
        {
            bpf.Dispose();
            throw;
        }
    }

    static MonitorConfig Configure(BpfObject bpf, bool upstream)
    {
        var options = new CaptureOptions();
        var config = new MonitorConfig
        {
            Upstream = upstream ? (byte)1 : (byte)0,
            Connections = options.ConnectionMapSize,
            Timeout = (ulong)options.Timeout.TotalNanoseconds,
            FoldAt = EndpointFolder.Threshold(bpf.FindMap(MapNames.EndpointMap).MaxEntries),
            ExchangeMask = InFlightReader.Mask(bpf.FindMap(MapNames.InflightMap).MaxEntries),
        };
        options.Ports.Bitmap.CopyTo(config.Ports.AsSpan());
        return config;
    }
}
