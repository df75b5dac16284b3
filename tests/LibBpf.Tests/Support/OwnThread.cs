// SPDX-License-Identifier: MIT
using System.Runtime.ExceptionServices;

namespace LibBpf.Tests.Support;

/// <summary>
/// Runs a body on a thread that dies afterwards, so that namespaces and capabilities changed there go with it.
/// </summary>
static class OwnThread
{
    public static void Run(Action body)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                body();
            }
#pragma warning disable CA1031 // It is thrown again on the caller's thread.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
    }
}
