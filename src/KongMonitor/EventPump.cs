// SPDX-License-Identifier: MIT
using KongMonitor.Capture;
using KongMonitor.Output;

namespace KongMonitor;

/// <summary>Carries events from the kernel's ring buffer to the output, on a thread of its own.</summary>
sealed class EventPump : IDisposable
{
    const int StackSize = 256 * 1024;
    static readonly TimeSpan pollTime = TimeSpan.FromMilliseconds(200);
    readonly CaptureSession session;
    readonly OutputQueue output;
    readonly Thread thread;
    volatile bool stopping;

    public EventPump(CaptureSession session, OutputQueue output)
    {
        this.session = session;
        this.output = output;
        thread = new Thread(Pump, StackSize) { IsBackground = true, Name = "events" };
        thread.Start();
    }

    /// <summary>Takes what is still in the ring buffer, then ends.</summary>
    public void Dispose()
    {
        stopping = true;
        thread.Join();
    }

    void Pump()
    {
        while (!stopping)
        {
            session.Events.Poll(output.Add, pollTime);
        }

        session.Events.Poll(output.Add, TimeSpan.Zero);
    }
}
