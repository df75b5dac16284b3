// SPDX-License-Identifier: MIT
using Microsoft.Win32.SafeHandles;

namespace LibBpf.Interop;

sealed class BpfObjectHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        Native.bpf_object__close(handle);
        return true;
    }
}
