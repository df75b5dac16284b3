// SPDX-License-Identifier: MIT
namespace LibBpf.Tests.Support;

static class Root
{
    public static void Require() => Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: it loads BPF programs");
}
