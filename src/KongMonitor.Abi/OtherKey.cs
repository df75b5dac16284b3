// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

public partial struct OtherKey
{
    /// <summary><see cref="Leg"/> as its enum.</summary>
    public readonly Leg TypedLeg => (Leg)Leg;

    /// <summary><see cref="Method"/> as its enum.</summary>
    public readonly HttpMethod TypedMethod => (HttpMethod)Method;
}
