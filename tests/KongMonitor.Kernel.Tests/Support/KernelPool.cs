// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>
/// Loading takes tenths of a second, so kernels of the same options serve one test after the other. Each holds some 20 MB of
/// the kernel's memory, so the longest idle one goes when there are many.
/// </summary>
static class KernelPool
{
    const int MostIdle = 6;
    static readonly List<Kernel> idle = [];

    public static Kernel Rent(KernelOptions options) => TakeIdle(options) ?? Kernel.Load(options);

    public static void Return(Kernel kernel)
    {
        if (kernel.Options.Fresh)
        {
            kernel.Dispose();
            return;
        }

        kernel.Clear();
        Keep(kernel)?.Dispose();
    }

    static Kernel? TakeIdle(KernelOptions options)
    {
        lock (idle)
        {
            var index = idle.FindLastIndex(kernel => kernel.Options == options);
            if (options.Fresh || index < 0)
            {
                return null;
            }

            var found = idle[index];
            idle.RemoveAt(index);
            return found;
        }
    }

    /// <summary>Returns the kernel that has to go for it, if any.</summary>
    static Kernel? Keep(Kernel kernel)
    {
        lock (idle)
        {
            idle.Add(kernel);
            if (idle.Count <= MostIdle)
            {
                return null;
            }

            var oldest = idle[0];
            idle.RemoveAt(0);
            return oldest;
        }
    }
}
