// SPDX-License-Identifier: MIT
namespace KongMonitor.Bench.Growth;

/// <summary>Exchanges over a number of different things.</summary>
interface IGrowth
{
    /// <summary>Goes through all of them once.</summary>
    void Fill();

    /// <summary>Some more exchanges.</summary>
    /// <returns>Nanoseconds of an exchange: its request's run and its response's.</returns>
    double Measure();
}
