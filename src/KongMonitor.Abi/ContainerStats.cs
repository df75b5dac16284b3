// SPDX-License-Identifier: MIT
using System.Diagnostics.CodeAnalysis;

namespace KongMonitor.Abi;

public partial struct ContainerStats
{
    /// <summary>The numbers of one leg.</summary>
    [UnscopedRef]
    public readonly ref readonly LegStats Of(Leg leg) => ref leg == Leg.Upstream ? ref Upstream : ref Downstream;
}
