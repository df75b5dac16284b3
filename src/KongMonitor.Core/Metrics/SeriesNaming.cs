// SPDX-License-Identifier: MIT
using System.Runtime.InteropServices;
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>
/// Which series have a name of their own: of each leg, the first as many as the limit allows. The order is that in which
/// the kernel met them, so a series that has a name keeps it, also in a monitor that takes over the counts. Used again
/// for each reading, or kept as long as all that is asked for is decided.
/// </summary>
public sealed class SeriesNaming(SeriesOptions options)
{
    readonly Dictionary<EndpointKey, ulong> orders = new(new EndpointKeyComparer());
    readonly ulong[] last = new ulong[(int)Leg.Count];
    readonly bool[] full = new bool[(int)Leg.Count];

    /// <summary>Whether a row's exchanges are in the metrics: what could not be followed has no duration.</summary>
    public static bool Counts(ushort status) => status != (ushort)ExchangeStatus.Desynced;

    /// <summary>The series that a row belongs to.</summary>
    public EndpointKey KeyOf(in EndpointKey row) => SeriesKey.Of(row, options.GroupPaths);

    /// <summary>Forgets all rows.</summary>
    public void Clear() => orders.Clear();

    /// <summary>Adds a row of endpoint_map or folded_map, which was created as number <paramref name="order"/>.</summary>
    public void Add(in EndpointKey row, ulong order)
    {
        if (!Counts(row.Status))
        {
            return;
        }

        ref var lowest = ref CollectionsMarshal.GetValueRefOrAddDefault(orders, KeyOf(row), out var known);
        lowest = known ? Math.Min(lowest, order) : order;
    }

    /// <summary>Decides, once all rows were added.</summary>
    public void Decide()
    {
        for (var leg = 0; leg < last.Length; leg++)
        {
            ulong[] first = [.. orders.Where(series => series.Key.Leg == leg).Select(series => series.Value).Order().Take(options.Limit)];
            last[leg] = first.LastOrDefault();
            full[leg] = first.Length == options.Limit;
        }
    }

    /// <summary>
    /// Whether it is decided for good if a series has a name, by its own key: once all rows up to some order were added,
    /// those that came later change nothing for it.
    /// </summary>
    public bool IsDecided(in EndpointKey series) => full[series.Leg] || IsNamed(series) || !Counts(series.Status);

    /// <summary>Whether a series, by its own key, has a name.</summary>
    public bool IsNamed(in EndpointKey series) =>
        orders.TryGetValue(series, out var order) && order <= last[series.Leg];
}
