// SPDX-License-Identifier: MIT
using System.Net.Sockets;
using System.Runtime.InteropServices;
using LibBpf.Interop;

namespace LibBpf;

/// <summary>
/// The clsact qdisc of an interface. Both directions share it, so who created it is kept per interface and not per filter.
/// </summary>
sealed unsafe class ClsactQdisc
{
    static readonly Lock gate = new();
    static readonly HashSet<(ulong Namespace, int InterfaceIndex)> created = [];

    readonly (ulong Namespace, int InterfaceIndex) key;

    ClsactQdisc((ulong Namespace, int InterfaceIndex) key) => this.key = key;

    public bool IsOfThisNamespace => CurrentNamespace() == key.Namespace;

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
        var qdisc = new ClsactQdisc((CurrentNamespace(), interfaceIndex));
        lock (gate)
        {
            created.Add(qdisc.key);
        }

        return qdisc;
    }

    public static ClsactQdisc Ensure(int interfaceIndex, string operation, bool owned)
    {
        var key = (CurrentNamespace(), interfaceIndex);
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

    // Its inode number will not do: the kernel gives that to another namespace once this one is gone.
    static ulong CurrentNamespace()
    {
        const int SocketLevel = 1; // SOL_SOCKET
        const int NamespaceCookie = 71; // SO_NETNS_COOKIE, Linux 5.14
        using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        Span<byte> cookie = stackalloc byte[sizeof(ulong)];
        socket.GetRawSocketOption(SocketLevel, NamespaceCookie, cookie);
        return MemoryMarshal.Read<ulong>(cookie);
    }
}
