// SPDX-License-Identifier: MIT
using System.Runtime.CompilerServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>The native library itself: its version, its log, and what it knows of the machine.</summary>
public static unsafe class BpfLibrary
{
    static volatile bool ready;
    static int possibleCpus;

    /// <summary>The version of the libbpf that is loaded, major and minor.</summary>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static Version Version
    {
        get
        {
            EnsureLoaded();
            return new Version((int)Native.libbpf_major_version(), (int)Native.libbpf_minor_version());
        }
    }

    /// <summary>
    /// CPUs that may ever be online: the number of values that a lookup in a per-CPU map returns.
    /// </summary>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static int PossibleCpus
    {
        get
        {
            if (possibleCpus == 0)
            {
                EnsureLoaded();
                possibleCpus = Failure.Check(Native.libbpf_num_possible_cpus(), "count possible CPUs");
            }

            return possibleCpus;
        }
    }

    /// <summary>
    /// Sends libbpf's messages to <paramref name="sink"/>. Without a call libbpf is quiet: what it says about a failure
    /// is in <see cref="BpfException.Log"/>.
    /// </summary>
    /// <param name="sink">The receiver, or null for silence.</param>
    /// <param name="leastImportant">Messages less important than this are not formatted at all.</param>
    /// <exception cref="LibBpfMissingException">libbpf.so.1 is not installed.</exception>
    public static void SetLog(BpfLogSink? sink, BpfLogLevel leastImportant = BpfLogLevel.Information)
    {
        EnsureLoaded();
        NativeLog.SetSink(sink, leastImportant);
    }

    /// <summary>
    /// The capabilities that loading and attaching programs need and the calling thread lacks, by their names: empty for root.
    /// </summary>
    public static IReadOnlyList<string> MissingCapabilities() => Privilege.Missing();

    /// <summary>Every public way into the library passes here first, so that a missing one has a clear exception.</summary>
    internal static void EnsureLoaded()
    {
        if (!ready)
        {
            Load();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Load()
    {
        try
        {
            NativeLog.Install();
        }
        catch (DllNotFoundException e)
        {
            throw new LibBpfMissingException("libbpf.so.1 was not found: install Debian's package libbpf1", e);
        }
        catch (EntryPointNotFoundException e)
        {
            throw new LibBpfMissingException("libbpf.so.1 is too old: version 1.1 or newer is needed", e);
        }

        ready = true;
    }
}
