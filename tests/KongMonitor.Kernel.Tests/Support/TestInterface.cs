// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>
/// The interface on which TC test runs pretend to be. Without one named, the kernel takes lo, which has rules of its own.
/// </summary>
static class TestInterface
{
    public const uint Loopback = 1;

    static readonly Lazy<uint> index = new(Find);

    public static uint Index => index.Value;

    static uint Find()
    {
        foreach (var entry in Directory.EnumerateDirectories("/sys/class/net"))
        {
            var found = uint.Parse(File.ReadAllText(Path.Combine(entry, "ifindex")));
            if (found != Loopback)
            {
                return found;
            }
        }

        throw new InvalidOperationException(
            "test runs of TC programs need a network interface beside lo: add one with 'ip link add kernel-test type dummy'");
    }
}
