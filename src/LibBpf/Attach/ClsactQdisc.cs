// SPDX-License-Identifier: MIT
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// The clsact qdisc of an interface. Both directions share it, so who created it is kept per interface and not per filter.
/// </summary>
sealed unsafe class ClsactQdisc
{
    static readonly Lock s_lock = new();
    static readonly HashSet<(string Namespace, int InterfaceIndex)> s_created = [];

    readonly (string Namespace, int InterfaceIndex) _key;

    ClsactQdisc((string Namespace, int InterfaceIndex) key) => _key = key;

    public bool IsOfThisNamespace => CurrentNamespace() == _key.Namespace;

    public static ClsactQdisc Ensure(int interfaceIndex, string operation)
    {
        var key = (CurrentNamespace(), interfaceIndex);
        using NativeLog.Scope log = NativeLog.Capture();
        lock (s_lock)
        {
            TcHook hook = TcHook.Of(interfaceIndex, TcHook.Qdisc);
            int result = Native.bpf_tc_hook_create(&hook);
            if (result == 0)
            {
                s_created.Add(key);
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
        lock (s_lock)
        {
            if (!s_created.Contains(_key) || HasFilters())
            {
                return;
            }

            TcHook hook = TcHook.Of(_key.InterfaceIndex, TcHook.Qdisc);
            _ = Native.bpf_tc_hook_destroy(&hook);
            s_created.Remove(_key);
        }
    }

    bool HasFilters() =>
        TcFilters.Any(_key.InterfaceIndex, TcDirection.Ingress) || TcFilters.Any(_key.InterfaceIndex, TcDirection.Egress);

    static string CurrentNamespace() => new FileInfo("/proc/thread-self/ns/net").LinkTarget ?? "";
}
