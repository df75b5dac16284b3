// SPDX-License-Identifier: MIT
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>Which series a row of endpoint_map belongs to: its own key, with the group of its path.</summary>
public static class SeriesKey
{
    /// <summary>The series' key. That of a series is itself.</summary>
    public static EndpointKey Of(in EndpointKey row, bool groupPaths)
    {
        var key = row;
        if (groupPaths)
        {
            Span<byte> group = stackalloc byte[AbiConstants.PathSize - 1];
            var length = PathGroup.Of(WireText.Trim(row.Path), group);
            Span<byte> path = key.Path;
            path.Clear();
            group[..length].CopyTo(path);
        }

        return key;
    }
}
