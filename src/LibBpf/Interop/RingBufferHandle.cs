// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LibBpf.Interop;

sealed class RingBufferHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    /// <summary>What the callback's context points to; it must outlive the native ring.</summary>
    public GCHandle Context { get; set; }

    protected override bool ReleaseHandle()
    {
        Native.ring_buffer__free(handle);
        if (Context.IsAllocated)
        {
            Context.Free();
        }

        return true;
    }
}
