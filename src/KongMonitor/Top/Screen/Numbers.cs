// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Core;

namespace KongMonitor.Top.Screen;

/// <summary>Numbers as a narrow column has room for.</summary>
static class Numbers
{
    public const string Unknown = "-";
    static readonly string[] powers = ["", "k", "M", "G", "T", "P", "E"];

    /// <summary>Per second: 0, 0.5, 12.3, 1234, 12.3k.</summary>
    public static string Rate(double? rate) => rate switch
    {
        null => Unknown,
        0 => "0",
        < 0.1 => "<0.1",
        < 99.95 => Fixed(rate.Value, 1),
        < 9999.5 => Fixed(rate.Value, 0),
        _ => Scaled(rate.Value),
    };

    /// <summary>Bytes per second: 0, 812, 1.2k, 3.4M.</summary>
    public static string ByteRate(double? rate) => rate switch
    {
        null => Unknown,
        < 999.5 => Fixed(Math.Ceiling(rate.Value), 0),
        _ => Scaled(rate.Value),
    };

    /// <summary>0%, 0.25%, 12.5%, 100%; never 0% or 100% of what is not.</summary>
    public static string Share(double? share) => share switch
    {
        null => Unknown,
        0 => "0%",
        1 => "100%",
        < 0.0001 => "<.01%",
        < 0.1 => Fixed(100 * share.Value, 2) + "%",
        _ => Fixed(Math.Min(99.9, 100 * share.Value), 1) + "%",
    };

    /// <summary>The upper end of a percentile's bucket: 96us, 1.54ms, 25ms, 1.05s.</summary>
    public static string Time(Percentile? percentile) => percentile switch
    {
        null => Unknown,
        { High: null } => ">" + Time(percentile.Value.Low),
        _ => Time(percentile.Value.Value),
    };

    /// <summary>How long ago: 0s, 59s, 59m, 23h, 9d.</summary>
    public static string Age(TimeSpan? age) => age switch
    {
        null => Unknown,
        { TotalSeconds: < 60 } => Whole(Math.Max(0, age.Value.TotalSeconds)) + "s",
        { TotalMinutes: < 60 } => Whole(age.Value.TotalMinutes) + "m",
        { TotalHours: < 24 } => Whole(age.Value.TotalHours) + "h",
        _ => Whole(age.Value.TotalDays) + "d",
    };

    static string Time(ulong microseconds) => microseconds switch
    {
        < 1000 => Fixed(microseconds, 0) + "us",
        < 1_000_000 => Significant(microseconds / 1e3) + "ms",
        _ => Significant(microseconds / 1e6) + "s",
    };

    static string Scaled(double value)
    {
        var power = 0;
        while (value >= 999.5 && power < powers.Length - 1)
        {
            value /= 1000;
            power++;
        }

        return Significant(value) + powers[power];
    }

    // Three digits.
    static string Significant(double value) => Fixed(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0);

    static string Whole(double value) => Fixed(Math.Floor(value), 0);

    static string Fixed(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
