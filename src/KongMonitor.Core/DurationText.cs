// SPDX-License-Identifier: MIT
using System.Globalization;

namespace KongMonitor.Core;

/// <summary>How durations are written by users: a number and a unit.</summary>
public static class DurationText
{
    static readonly (string Unit, double Milliseconds)[] units = [("us", 0.001), ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];

    /// <summary>Reads 250us, 500ms, 1.5s, 2m or 1h; false for what is none.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = default;
        foreach (var (unit, milliseconds) in units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                && number * milliseconds < TimeSpan.MaxValue.TotalMilliseconds / 2)
            {
                duration = TimeSpan.FromMilliseconds(number * milliseconds);
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes it in the largest unit of which it is a whole number: 500ms, 5s, 2m, 24h.</summary>
    public static string Show(TimeSpan duration)
    {
        var (unit, milliseconds) = units.Last(unit => duration.TotalMilliseconds % unit.Milliseconds == 0 || unit.Milliseconds < 1);
        return string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds / milliseconds}{unit}");
    }
}
