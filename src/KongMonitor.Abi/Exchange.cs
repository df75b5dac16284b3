// SPDX-License-Identifier: MIT
namespace KongMonitor.Abi;

public partial struct Exchange
{
    /// <summary><see cref="Leg"/> as its enum.</summary>
    public readonly Leg TypedLeg => (Leg)Leg;

    /// <summary>
    /// Whether this copy of a row of inflight_map is a request's, and one request's: the kernel may have written while it was
    /// copied. What is still being written is of no state that counts.
    /// </summary>
    public readonly bool IsWhole => Key.FlowId != 0 && Key.FlowId == End.FlowId && Key.Index == End.Index;
}
