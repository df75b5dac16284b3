// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>Tells the kernel's programs whether anybody wants events, and that their reader lives. Any thread may use it.</summary>
sealed class EventSwitch(BpfMap<uint, MonitorControl> map, MonitorControl control)
{
    // For this long after the last sign of life the kernel writes events; then it counts them as unread.
    internal static readonly ulong Life = (ulong)TimeSpan.FromSeconds(3).TotalNanoseconds;
    readonly Lock gate = new();
    bool isClosed;

    /// <summary>The reader lives.</summary>
    public void ShowLife()
    {
        lock (gate)
        {
            var now = KernelClock.Now();
            if (control.ReaderUntil < now + Life / 2)
            {
                Write(now);
            }
        }
    }

    /// <summary>Whether anybody wants events. What nobody wants is not written, and no loss.</summary>
    public void Turn(bool on)
    {
        lock (gate)
        {
            control.Events = on ? 1u : 0;
            if (!isClosed)
            {
                Write(KernelClock.Now());
            }
        }
    }

    /// <summary>From now on it writes nothing: the map may go.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
        }
    }

    void Write(ulong now)
    {
        control.ReaderUntil = now + Life;
        map.Update(0, control);
    }
}
