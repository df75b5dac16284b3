// SPDX-License-Identifier: MIT
namespace KongMonitor.Language;

/// <summary>Words that depend on a number: <c>{1} {1:connection is|connections are}</c>, where the value is text.</summary>
sealed class Plural : IFormatProvider, ICustomFormatter
{
    const char Between = '|';

    /// <summary>For <see cref="string.Format(IFormatProvider, string, object[])"/>.</summary>
    public static Plural Provider { get; } = new();

    /// <inheritdoc/>
    public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    /// <inheritdoc/>
    public string Format(string? format, object? arg, IFormatProvider? formatProvider)
    {
        var value = arg as string ?? "";
        var middle = format?.IndexOf(Between) ?? -1;
        return middle < 0 ? value : value == "1" ? format![..middle] : format![(middle + 1)..];
    }
}
