// SPDX-License-Identifier: MIT
namespace LibBpf.Tests.Support;

static class KernelVersion
{
    public static void Require(int major, int minor, string feature) =>
        Assert.SkipUnless(Environment.OSVersion.Version >= new Version(major, minor), $"{feature} needs Linux {major}.{minor}");
}
