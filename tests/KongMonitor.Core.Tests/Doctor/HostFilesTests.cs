// SPDX-License-Identifier: MIT
using KongMonitor.Capture.Doctor;

namespace KongMonitor.CoreTests.Doctor;

public sealed class HostFilesTests
{
    [Theory]
    [InlineData("[none] integrity confidentiality\n", "none")]
    [InlineData("none [integrity] confidentiality\n", "integrity")]
    [InlineData("none integrity [confidentiality]\n", "confidentiality")]
    [InlineData("", null)]
    [InlineData("]none[", null)]
    public void Lockdown_is_the_word_in_brackets(string text, string? mode) => Assert.Equal(mode, HostFiles.ParseLockdown(text));

    [Theory]
    [InlineData("", null)]
    [InlineData("30 24 0:27 / /sys/fs/bpf rw,nosuid shared:9 - bpf bpf rw,mode=700\n", "/sys/fs/bpf")]
    [InlineData("31 24 0:28 / /run/bpf rw - bpf none rw\n30 24 0:27 / /sys/fs/bpf rw - bpf bpf rw\n", "/sys/fs/bpf")]
    [InlineData("31 24 0:28 / /run/bpf rw - bpf none rw\n32 24 0:29 / /other rw - bpf none rw\n", "/run/bpf")]
    [InlineData("30 24 0:27 / /bpf rw - tmpfs bpf rw\nbroken\n- bpf\n", null)]
    public void A_bpffs_is_found_among_the_mounts(string mounts, string? place) => Assert.Equal(place, HostFiles.ParseMounts(mounts));

    [Fact]
    public void Ports_that_listen_are_found_in_the_kernel_s_table()
    {
        string[] lines =
        [
            "   0: 00000000:1F40 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0",
            "   1: 0100007F:1F41 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100 0 0 10 0",
            "   2: 0200A8C0:0016 0100A8C0:D431 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 100 0 0 10 0",
            "   0: 00000000000000000000000000000000:1F40 00000000000000000000000000000000:0000 0A 00000000:00000000",
            "   1: 00000000000000000000000000000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000000",
            "broken",
        ];
        Assert.Equal([80, 8000, 8001], ListenTable.Parse(lines));
    }
}
