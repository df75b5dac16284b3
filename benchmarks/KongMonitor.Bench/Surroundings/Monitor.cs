// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Capture;

namespace KongMonitor.Bench.Surroundings;

/// <summary>The monitor on the gateway's interface, without what it shows.</summary>
sealed class Monitor : IDisposable, IEventSink
{
    readonly CaptureSession session;
    readonly EventReader? reader;

    /// <param name="withEvents">Whether a reader takes events; else nobody wants any, and the kernel writes none.</param>
    /// <param name="ingress">Where it reads what comes in.</param>
    public Monitor(bool withEvents, IngressHook ingress = IngressHook.Xdp)
    {
        session = CaptureSession.Open(new CaptureOptions
        {
            Interfaces = [Lab.Interface],
            Pinning = Pinning.Never,
            Events = withEvents,
            Ingress = ingress,
        });
        reader = withEvents ? session.StartEvents(this) : null;
    }

    /// <summary>How many exchanges of the downstream leg have ended.</summary>
    public long Exchanges
    {
        get
        {
            var reading = session.Read();
            long sum = 0;
            for (var i = 0; i < reading.Containers.Count; i++)
            {
                sum += (long)reading.Containers.Values[i].Downstream.Responses;
            }

            return sum;
        }
    }

    /// <summary>Events that the reader took.</summary>
    public long Events { get; private set; }

    public void OnEvent(ref readonly TrafficEvent traffic) => Events++;

    public void Dispose()
    {
        reader?.Dispose();
        session.Dispose();
    }
}
