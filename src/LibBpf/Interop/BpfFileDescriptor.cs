// SPDX-License-Identifier: MIT
using Microsoft.Win32.SafeHandles;

namespace LibBpf.Interop;

sealed class BpfFileDescriptor : SafeHandleMinusOneIsInvalid
{
    public BpfFileDescriptor(int fd)
        : base(ownsHandle: true) => SetHandle(fd);

    protected override bool ReleaseHandle() => Native.close((int)handle) == 0;
}
