// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

public partial struct ConnStats
{
    /// <summary><see cref="Leg"/> as its enum.</summary>
    public readonly Leg TypedLeg => (Leg)Leg;
}
