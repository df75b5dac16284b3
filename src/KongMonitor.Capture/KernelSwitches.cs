// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using LibBpf;

namespace KongMonitor.Capture;

/// <summary>
/// What the kernel's programs are told while they run: whether they may follow connections yet, whether anybody wants events,
/// and that their reader lives. Any thread may use it.
/// </summary>
sealed class KernelSwitches(BpfMap<uint, MonitorControl> map, MonitorControl control)
{
    // For this long after the last sign of life the kernel writes events; then it counts them as unread.
    internal static readonly ulong Life = (ulong)TimeSpan.FromSeconds(3).TotalNanoseconds;
    readonly Lock gate = new();
    bool isReaderGone;

    /// <summary>The reader of events lives.</summary>
    public void ShowLife()
    {
        lock (gate)
        {
            var now = KernelClock.Now();
            if (control.ReaderUntil < now + Life / 2)
            {
                WriteLife(now);
            }
        }
    }

    /// <summary>Whether anybody wants events. What nobody wants is not written, and no loss.</summary>
    public void Turn(bool on)
    {
        lock (gate)
        {
            control.Events = on ? 1u : 0;
            if (!isReaderGone)
            {
                WriteLife(KernelClock.Now());
            }
        }
    }

    /// <summary>There is a reader of events from now on.</summary>
    public void OpenEvents()
    {
        lock (gate)
        {
            isReaderGone = false;
        }
    }

    /// <summary>The reader is gone: from now on neither its life nor who wants events is told.</summary>
    public void CloseEvents()
    {
        lock (gate)
        {
            isReaderGone = true;
        }
    }

    /// <summary>
    /// Whether some of the programs are not attached. Connections that begin then are met anew behind it, since of those one
    /// direction may have passed unseen.
    /// </summary>
    public void SetAttaching(bool isAttaching)
    {
        lock (gate)
        {
            control.Attaching = isAttaching ? 1u : 0;
            map.Update(0, control);
        }
    }

    /// <summary>The programs go on without this process: what they would write nobody reads.</summary>
    public void Leave()
    {
        lock (gate)
        {
            control.ReaderUntil = 0;
            map.Update(0, control);
        }
    }

    void WriteLife(ulong now)
    {
        control.ReaderUntil = now + Life;
        map.Update(0, control);
    }
}
