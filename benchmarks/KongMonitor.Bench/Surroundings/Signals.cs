// SPDX-License-Identifier: MIT
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace KongMonitor.Bench.Surroundings;

/// <summary>Tells a program to end by itself, and to say first what it has to say.</summary>
static partial class Signals
{
    const int SigInt = 2;
    const int SigTerm = 15;

    public static void Interrupt(Process process) => _ = kill(process.Id, SigInt);

    public static void Terminate(Process process) => _ = kill(process.Id, SigTerm);

    // int kill(pid_t pid, int sig);
    [LibraryImport("libc")]
    private static partial int kill(int process, int signal);
}
