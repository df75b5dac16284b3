// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// Makes the kernel count the runs of all programs and their time, at some 20 ns a run, until it is disposed.
/// </summary>
public sealed class BpfRunStatistics : IDisposable
{
    const int RunTime = 0;

    readonly BpfFileDescriptor fd;

    BpfRunStatistics(BpfFileDescriptor fd) => this.fd = fd;

    /// <summary>Starts counting (Linux 5.8).</summary>
    /// <exception cref="BpfException">The kernel refused; CAP_SYS_ADMIN is needed.</exception>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static BpfRunStatistics Enable()
    {
        BpfLibrary.EnsureLoaded();
        var fd = Native.bpf_enable_stats(RunTime);
        if (fd < 0)
        {
            Failure.Throw("enable run statistics", fd, "CAP_SYS_ADMIN and Linux 5.8 are needed");
        }

        return new BpfRunStatistics(new BpfFileDescriptor(fd));
    }

    /// <summary>Stops counting, unless somebody else wants it.</summary>
    public void Dispose() => fd.Dispose();
}
