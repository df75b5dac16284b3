// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace LibBpf;

/// <summary>Turns libbpf's negative results into exceptions.</summary>
static class Failure
{
    public static int Check(int result, string operation)
    {
        if (result < 0)
        {
            Throw(operation, result);
        }

        return result;
    }

    [DoesNotReturn]
    public static void Throw(string operation, int result, string? reason = null, string log = "", bool notSupported = false) =>
        throw Create(operation, (Errno)(-result), reason, log, notSupported);

    /// <summary>After a call that returned null.</summary>
    [DoesNotReturn]
    public static void ThrowLast(string operation, string log = "") =>
        throw Create(operation, (Errno)Marshal.GetLastPInvokeError(), NativeLogText.Reason(log), log, notSupported: false);

    static BpfException Create(string operation, Errno error, string? reason, string log, bool notSupported)
    {
        // EPERM means a missing privilege, unless all are there and the caller knows another meaning. libbpf's guess why it
        // could not load even its trivial program (an old kernel, a memory limit) is none.
        var privilegeMissing = error == Errno.EPERM
            && (reason is null || Privilege.Missing().Count > 0 || NativeLogText.IsProbeRefused(log));
        return new BpfException(
            operation, error, privilegeMissing ? Privilege.Explain() : reason, log, notSupported, privilegeMissing);
    }
}
