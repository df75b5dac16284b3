// SPDX-License-Identifier: MIT
namespace KongMonitor.Capture;

/// <summary>What was taken off.</summary>
/// <param name="Hooks">"eth0 xdp", "eth0 egress", …</param>
/// <param name="Counts">Whether the counts went as well.</param>
/// <param name="GoesOn">Whether programs are left on other interfaces, which go on counting.</param>
public sealed record DetachResult(IReadOnlyList<string> Hooks, bool Counts, bool GoesOn);
