// SPDX-License-Identifier: MIT
using System.Runtime.ExceptionServices;

namespace KongMonitor.CaptureTests.Support;

/// <summary>A thread of its own, whose namespaces and capabilities may be changed, since it ends afterwards.</summary>
static class OnThread
{
    public static T Run<T>(Func<T> action)
    {
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = action();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    /// <summary>With mounts of its own, which change nothing outside.</summary>
    public static T WithOwnMounts<T>(Func<T> action) => Run(() =>
    {
        Native.Check(Native.unshare(Native.CLONE_NEWNS));
        Native.Check(Native.mount("none", "/", null, Native.MS_REC | Native.MS_PRIVATE, null));
        return action();
    });
}
