// SPDX-License-Identifier: MIT
using LibBpf.Tests.Support;

namespace LibBpf.Tests;

public class LoadFailureTests
{
    [Fact]
    public void A_refused_program_shows_the_verifiers_reason_first_and_keeps_the_whole_log()
    {
        Root.Require();
        using var bpf = BpfObject.Open(Probe.RefusedElf, "refused");

        var e = Assert.Throws<BpfException>(bpf.Load);

        Assert.Equal(Errno.EACCES, e.Error);
        Assert.StartsWith("load program reads_past_the_end of refused: R", e.Message, StringComparison.Ordinal);
        Assert.Contains("outside of the packet", e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', e.Message);
        Assert.Contains("invalid access to packet", e.Log, StringComparison.Ordinal);
        Assert.Contains("processed ", e.Log, StringComparison.Ordinal);
        Assert.False(e.IsNotSupported);
    }

    [Fact]
    public void A_map_that_cannot_be_created_is_named()
    {
        Root.Require();
        using var bpf = Probe.Open();
        bpf.FindMap("locked_map").MaxEntries = uint.MaxValue;

        var e = Assert.Throws<BpfException>(bpf.Load);

        Assert.StartsWith("load probe: map 'locked_map': failed to create", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_privilege_the_message_says_which_capabilities_are_missing()
    {
        Root.Require();
        OwnThread.Run(() =>
        {
            Capabilities.Drop(Capabilities.SysAdmin, Capabilities.Bpf, Capabilities.Perfmon);
            using var bpf = Probe.Open();

            var e = Assert.Throws<BpfException>(bpf.Load);

            Assert.Equal(Errno.EPERM, e.Error);
            Assert.True(e.IsPrivilegeMissing);
            Assert.StartsWith(
                "load probe: needs CAP_BPF, CAP_NET_ADMIN and CAP_PERFMON; this process lacks CAP_BPF, CAP_PERFMON (EPERM",
                e.Message,
                StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_refusal_without_CAP_PERFMON_says_that_the_verifier_was_stricter()
    {
        Root.Require();
        OwnThread.Run(() =>
        {
            Capabilities.Drop(Capabilities.SysAdmin, Capabilities.Perfmon);
            using var bpf = BpfObject.Open(Probe.RefusedElf, "refused");

            var e = Assert.Throws<BpfException>(bpf.Load);

            Assert.Contains(
                "this process lacks CAP_PERFMON, and without CAP_PERFMON the verifier is stricter: R", e.Message, StringComparison.Ordinal);
        });
    }
}
