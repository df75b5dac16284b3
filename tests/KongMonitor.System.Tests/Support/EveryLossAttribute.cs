// SPDX-License-Identifier: MIT
using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace KongMonitor.SystemTests.Support;

/// <summary>1, 5 and 10 % of the packets that a host sends or receives.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryLossAttribute : DataAttribute
{
    static readonly string[] directions = ["egress", "ingress"];
    static readonly int[] rates = [10, 50, 100];

    /// <inheritdoc/>
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. directions.SelectMany(direction => rates.Select(rate => new TheoryDataRow(direction, rate)))]);

    /// <inheritdoc/>
    public override bool SupportsDiscoveryEnumeration() => true;
}
