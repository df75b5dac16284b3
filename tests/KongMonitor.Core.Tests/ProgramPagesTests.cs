// SPDX-License-Identifier: MIT
using KongMonitor;

namespace KongMonitor.CoreTests;

public sealed class ProgramPagesTests
{
    const string Maps = """
        1000-3000 r--p 00000000 fe:00 12                         /usr/bin/a program
        Rss:                   8 kB
        Private_Dirty:         0 kB
        Anonymous:             0 kB
        3000-4000 r-xp 00002000 fe:00 12                         /usr/bin/a program
        Anonymous:             4 kB
        4000-7000 r-xp 00003000 fe:00 12                         /usr/bin/a program
        Anonymous:             0 kB
        AnonHugePages:         0 kB
        7000-8000 rw-p 00006000 fe:00 12                         /usr/bin/a program
        Anonymous:             0 kB
        8000-9000 r-xp 00000000 fe:00 13                         /usr/lib/libc.so.6
        Anonymous:             0 kB
        9000-a000 rw-p 00000000 00:00 0
        Anonymous:             0 kB
        ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0  [vsyscall]
        Anonymous:             0 kB
        """;

    [Fact]
    public void Only_what_is_the_programs_file_unchanged_and_cannot_be_written_is_given_back() => Assert.Equal(
        [(0x1000, 0x2000U), (0x4000, 0x3000U)],
        ProgramPages.Unchanged(Maps.Split('\n'), "/usr/bin/a program").Select(area => ((int)area.Start, (uint)area.Length)));
}
