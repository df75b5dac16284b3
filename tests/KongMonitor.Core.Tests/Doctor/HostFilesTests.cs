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
    [InlineData("25 30 0:23 / /sys/kernel/security rw - securityfs securityfs rw", true)]
    [InlineData("26 30 0:24 / /sys/kernel/securityfs rw - tmpfs securityfs rw", false)]
    [InlineData("", false)]
    public void A_mount_is_known_by_its_type(string line, bool expected) => Assert.Equal(expected, HostFiles.HasMount([line], "securityfs"));

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
