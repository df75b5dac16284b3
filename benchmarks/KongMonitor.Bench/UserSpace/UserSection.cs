// SPDX-License-Identifier: MIT
using KongMonitor.Bench.Results;
using KongMonitor.Bench.Sections;

namespace KongMonitor.Bench.UserSpace;

/// <summary>What the process takes beside the kernel's programs.</summary>
sealed class UserSection : ISection
{
    public string Name => "user";

    public string Title => "User space";

    public string Method => "todo";

    public IReadOnlyList<ResultTable> Run(BenchContext context)
    {
        return [.. InProcessCost.Measure(context), StartCost.Measure(context)];
    }
}
