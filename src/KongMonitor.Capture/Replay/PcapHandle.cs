// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Capture;

/// <summary>An open capture file (pcap_t).</summary>
sealed class PcapHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibPcap.pcap_close(handle);
        return true;
    }
}
