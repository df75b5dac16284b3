// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;

namespace KongMonitor.Top.Terminals;

/// <summary>How the terminal of standard input treats what is typed.</summary>
sealed unsafe partial class TerminalMode
{
    const int Input = 0;
    const int AfterOutput = 1; // TCSADRAIN
    const int Room = 256; // struct termios has 60 bytes with glibc
    readonly byte[] before = new byte[Room];
    readonly bool isKnown;

    public TerminalMode()
    {
        fixed (byte* termios = before)
        {
            isKnown = tcgetattr(Input, termios) == 0;
        }
    }

    /// <summary>Every key comes at once, is not echoed and makes no signal.</summary>
    public void MakeRaw()
    {
        var raw = (byte[])before.Clone();
        fixed (byte* termios = raw)
        {
            cfmakeraw(termios);
        }

        Set(raw);
    }

    /// <summary>As it was.</summary>
    public void Restore() => Set(before);

    void Set(byte[] mode)
    {
        if (!isKnown)
        {
            return;
        }

        fixed (byte* termios = mode)
        {
            _ = tcsetattr(Input, AfterOutput, termios);
        }
    }

    // int tcgetattr(int fd, struct termios *termios_p)
    [LibraryImport("libc")]
    private static partial int tcgetattr(int descriptor, byte* termios);

    // int tcsetattr(int fd, int optional_actions, const struct termios *termios_p)
    [LibraryImport("libc")]
    private static partial int tcsetattr(int descriptor, int actions, byte* termios);

    // void cfmakeraw(struct termios *termios_p)
    [LibraryImport("libc")]
    private static partial void cfmakeraw(byte* termios);
}
