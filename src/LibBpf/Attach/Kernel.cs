// SPDX-License-Identifier: MIT
namespace LibBpf;

/// <summary>The running kernel's version, for messages after a failure; never asked beforehand.</summary>
static class Kernel
{
    public static Version Version => Environment.OSVersion.Version;

    public static bool IsOlderThan(int major, int minor) => Version < new Version(major, minor);
}
