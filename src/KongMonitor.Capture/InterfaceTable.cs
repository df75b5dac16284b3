// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>The interfaces of the calling thread's network namespace.</summary>
public static class InterfaceTable
{
    // thread-self, because a thread may be in another network namespace than its process.
    const string Table = "/proc/thread-self/net/dev";

    /// <summary>Those whose packets can be read.</summary>
    internal static IEnumerable<NetworkDevice> Devices() => Names().Select(NetworkDevice.TryFind).OfType<NetworkDevice>();

    /// <summary>Their names, in the kernel's order.</summary>
    public static IEnumerable<string> Names() =>
        from line in File.ReadLines(Table).Skip(2)
        select line[..line.IndexOf(':')].Trim();
}
