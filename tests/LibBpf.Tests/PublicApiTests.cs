// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_one_that_was_agreed_on()
    {
        var actual = PublicApi.Describe(typeof(BpfObject).Assembly);
        if (actual == Probe.ResourceText("PublicApi.txt"))
        {
            return;
        }

        var received = Path.Combine(AppContext.BaseDirectory, "PublicApi.received.txt");
        File.WriteAllText(received, actual);
        Assert.Fail($"the public surface has changed; if that is wanted, copy {received} to tests/LibBpf.Tests/PublicApi.txt");
    }

    [Fact]
    public void Nothing_in_the_public_surface_needs_reflection_or_shows_raw_handles()
    {
        var surface = PublicApi.Describe(typeof(BpfObject).Assembly);

        Assert.DoesNotContain("IntPtr", surface, StringComparison.Ordinal);
        Assert.DoesNotContain("SafeHandle", surface, StringComparison.Ordinal);
        Assert.DoesNotContain("*", surface, StringComparison.Ordinal);
    }
}
