// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.ExchangeCost;

/// <summary>What one window under load measured, for each exchange in it.</summary>
/// <param name="Ingress">Nanoseconds of the ingress program.</param>
/// <param name="Egress">Nanoseconds of the egress program.</param>
/// <param name="CountedShare">How many exchanges the monitor counted for each that the gateway had.</param>
sealed record Window(double Ingress, double Egress, double CountedShare)
{
    public double Total => Ingress + Egress;
}
