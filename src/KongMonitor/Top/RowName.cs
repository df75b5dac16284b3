// SPDX-License-Identifier: MIT
using System.Globalization;
using KongMonitor.Core;
using KongMonitor.Core.Rates;
using KongMonitor.Language;
using KongMonitor.Top.Screen;

namespace KongMonitor.Top;

/// <summary>What a row is called in the table's first column.</summary>
sealed class RowName(Texts texts)
{
    const string Nothing = "-";
    const int LeastDomain = 8;

    public string Of(TableKind kind, TableRow row)
    {
        var key = row.Key;
        return kind switch
        {
            TableKind.Paths => PathOf(key),
            TableKind.Domains => OrNothing(key.Domain),
            TableKind.Methods => OrNothing(key.Method),
            TableKind.Statuses => key.Number.ToString(CultureInfo.InvariantCulture),
            TableKind.Connections => $"{key.Client} -> {key.Server} {key.Method} {PathOf(key)}",
            _ => ContainerOf(row),
        };
    }

    /// <summary>The name in a given width. Of a path more is kept than of its domain.</summary>
    public string Fit(TableKind kind, TableRow row, int width)
    {
        var name = Of(kind, row);
        if (kind == TableKind.Paths && row.Key is { Domain: { Length: > 0 } domain, Path: { Length: > 0 } path } && Cells.Width(name) > width)
        {
            name = Cells.Cut(domain, Math.Max(Math.Min(LeastDomain, width / 3), width - Cells.Width(path))) + path;
        }

        return Cells.Fit(name, width);
    }

    static string PathOf(RowKey key) => OrNothing(key.Path == Names.Other ? key.Path : key.Domain + key.Path);

    string ContainerOf(TableRow row)
    {
        var index = row.Key.Number.ToString(CultureInfo.InvariantCulture);
        if (row.Key.Number == 0)
        {
            return $"{index} {texts.NotAttributed}";
        }

        var name = row.Identity?.Name ?? row.Identity?.ShortenedId;
        return string.Join(' ', ((IEnumerable<string?>)[index, name, row.Identity?.Pod]).Where(part => part is not null));
    }

    static string OrNothing(string? text) => string.IsNullOrEmpty(text) ? Nothing : text;
}
