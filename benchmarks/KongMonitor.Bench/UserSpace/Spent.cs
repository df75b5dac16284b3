// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.UserSpace;

/// <summary>What something took.</summary>
/// <param name="Nanoseconds">Wall time.</param>
/// <param name="Bytes">Allocated on the thread that did it.</param>
sealed record Spent(double Nanoseconds, double Bytes)
{
    public double Milliseconds => Nanoseconds / 1e6;

    public double Kilobytes => Bytes / 1e3;
}
