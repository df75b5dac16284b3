// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.UserSpace;

/// <summary>What one start took, in milliseconds since the process was asked for.</summary>
/// <param name="Loading">Until the kernel began to verify the first program that stays attached.</param>
/// <param name="Attached">Until both programs were attached.</param>
/// <param name="Said">Until the first line could be read.</param>
sealed record StartTimes(double Loading, double Attached, double Said);
