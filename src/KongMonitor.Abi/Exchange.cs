// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

public partial struct Exchange
{
    /// <summary><see cref="Leg"/> as its enum.</summary>
    public readonly Leg TypedLeg => (Leg)Leg;
}
