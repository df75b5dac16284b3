// SPDX-License-Identifier: MIT
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace KongMonitor.SystemTests.Support;

static class NetworkNamespace
{
    // setns is for one thread alone: the thread ends with its work, sockets made by it stay inside.
    public static T Run<T>(string name, Func<T> work)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                Enter(name);
                result = work();
            }
            catch (Exception e)
            {
                failure = e;
            }
        });
        thread.Start();
        thread.Join();
        return failure is null ? result! : throw new InvalidOperationException($"in the namespace {name}: {failure.Message}", failure);
    }

    static void Enter(string name)
    {
        using var file = File.OpenHandle("/run/netns/" + name);
        if (Native.setns((int)file.DangerousGetHandle(), Native.CLONE_NEWNET) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }
}
