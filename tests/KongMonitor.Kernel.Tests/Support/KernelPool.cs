// SPDX-License-Identifier: MIT
using System.Collections.Concurrent;

namespace KongMonitor.KernelTests;

/// <summary>Loading takes tenths of a second, so kernels of the same options serve one test after the other.</summary>
static class KernelPool
{
    static readonly ConcurrentDictionary<KernelOptions, ConcurrentBag<Kernel>> idle = new();

    public static Kernel Rent(KernelOptions options) =>
        !options.Fresh && idle.TryGetValue(options, out var bag) && bag.TryTake(out var kernel) ? kernel : Kernel.Load(options);

    public static void Return(Kernel kernel)
    {
        if (kernel.Options.Fresh)
        {
            kernel.Dispose();
            return;
        }

        kernel.Clear();
        idle.GetOrAdd(kernel.Options, _ => []).Add(kernel);
    }
}
