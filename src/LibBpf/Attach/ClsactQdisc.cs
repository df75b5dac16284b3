// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// The clsact qdisc of an interface. Both directions share it, so who created it is kept per interface and not per filter.
/// </summary>
sealed unsafe class ClsactQdisc
{
    static readonly Lock gate = new();
    static readonly HashSet<(ulong? Namespace, int InterfaceIndex)> created = [];

    readonly (ulong? Namespace, int InterfaceIndex) key;

    ClsactQdisc((ulong? Namespace, int InterfaceIndex) key) => this.key = key;

    public bool IsOfThisNamespace => NetworkNamespace.GetCookie() == key.Namespace;

    public bool IsOwned
    {
        get
        {
            lock (gate)
            {
                return created.Contains(key);
            }
        }
    }

    /// <summary>One that an earlier process of the caller's created.</summary>
    public static ClsactQdisc Owned(int interfaceIndex)
    {
        var qdisc = new ClsactQdisc((NetworkNamespace.GetCookie(), interfaceIndex));
        lock (gate)
        {
            created.Add(qdisc.key);
        }

        return qdisc;
    }

    public static ClsactQdisc Ensure(int interfaceIndex, string operation, bool owned)
    {
        var key = (NetworkNamespace.GetCookie(), interfaceIndex);
        using NativeLog.Scope log = NativeLog.Capture();
        lock (gate)
        {
            TcHook hook = TcHook.Of(interfaceIndex, TcHook.Qdisc);
            var result = Native.bpf_tc_hook_create(&hook);
            if (result == 0 || (owned && result == -(int)Errno.EEXIST))
            {
                created.Add(key);
            }
            else if (result != -(int)Errno.EEXIST)
            {
                Failure.Throw(operation, result, NativeLogText.Reason(log.Text), log.Text);
            }
        }

        return new ClsactQdisc(key);
    }

    public void RemoveIfUnused()
    {
        using NativeLog.Scope log = NativeLog.Capture();
        lock (gate)
        {
            if (!created.Contains(key) || HasFilters())
            {
                return;
            }

            TcHook hook = TcHook.Of(key.InterfaceIndex, TcHook.Qdisc);
            _ = Native.bpf_tc_hook_destroy(&hook);
            created.Remove(key);
        }
    }

    bool HasFilters() =>
        TcFilters.Any(key.InterfaceIndex, TcDirection.Ingress) || TcFilters.Any(key.InterfaceIndex, TcDirection.Egress);
}
