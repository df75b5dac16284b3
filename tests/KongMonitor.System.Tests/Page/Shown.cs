// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.SystemTests.Page;

/// <summary>How the page writes numbers.</summary>
static class Shown
{
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Bytes(long value)
    {
        string[] units = ["B", "kB", "MB", "GB"];
        var unit = 0;
        var number = (double)value;
        for (; number >= 999.5 && unit < units.Length - 1; unit++)
        {
            number /= 1000;
        }

        return $"{Three(number)} {units[unit]}";
    }

    public static string Microseconds(long value) => value switch
    {
        < 1_000 => $"{value} µs",
        < 1_000_000 => $"{Three(value / 1e3)} ms",
        _ => $"{Three(value / 1e6)} s",
    };

    static string Three(double value) => value.ToString("G3", CultureInfo.InvariantCulture);
}
