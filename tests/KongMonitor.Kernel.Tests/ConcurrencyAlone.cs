// SPDX-License-Identifier: MIT
namespace KongMonitor.KernelTests;

/// <summary>Tests that need two CPUs for themselves run when the others are done.</summary>
[CollectionDefinition(nameof(ConcurrencyAlone), DisableParallelization = true)]
public sealed class ConcurrencyAlone;
