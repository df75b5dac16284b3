// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Top.Screen;

namespace KongMonitor.Top.Terminals;

/// <summary>How many cells the terminal of standard output has.</summary>
static partial class TerminalSize
{
    const int Output = 1;
    const nuint GetWindowSize = 0x5413; // TIOCGWINSZ
    static readonly ScreenSize usual = new(80, 24);

    /// <summary>A terminal that does not tell has the usual size.</summary>
    public static ScreenSize Get() =>
        ioctl(Output, GetWindowSize, out var size) == 0 && size is { Columns: > 0, Rows: > 0 } ? new(size.Columns, size.Rows) : usual;

    // int ioctl(int fd, unsigned long op, struct winsize *size)
    [LibraryImport("libc")]
    private static partial int ioctl(int descriptor, nuint operation, out WindowSize size);

    struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }
}
