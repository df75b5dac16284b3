// SPDX-License-Identifier: MIT
namespace KongMonitor.Core;

/// <summary>How often the monitor could not keep something; the reason as in <see cref="Names"/>.</summary>
public sealed record LossRow(string Reason, ulong Count);
