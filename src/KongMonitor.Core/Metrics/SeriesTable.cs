// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>
/// The exchanges that ended, as series. A series that has a name in one snapshot has it in all later ones, with counts
/// that only grow. What is kept between readings are the names of containers, and room.
/// </summary>
public sealed class SeriesTable(SeriesOptions options)
{
    readonly SeriesNaming naming = new(options);
    readonly ContainerLabels containers = new();
    readonly Dictionary<EndpointKey, SeriesAccumulator> named = new(new EndpointKeyComparer());
    ulong newest;

    /// <summary>By leg, then as the kernel met them; each leg's last one is for all that have none of their own, if there are any.</summary>
    public ImmutableArray<ExchangeSeries> Build(KernelReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        naming.Clear();
        newest = reading.NewestOrder;
        AddRows(reading.Endpoints);
        AddRows(reading.Folded);
        naming.Decide();
        SeriesAccumulator?[] others = new SeriesAccumulator?[(int)Leg.Count];
        Collect(reading.Endpoints, others);
        Collect(reading.Folded, others);
        for (var i = 0; i < reading.Others.Count; i++)
        {
            var key = reading.Others.Keys[i];
            if (SeriesNaming.Counts(key.Status))
            {
                (others[key.Leg] ??= new()).Add(reading.Others.Values[i]);
            }
        }

        ImmutableArray<ExchangeSeries> all = [.. Enumerable.Range(0, others.Length).SelectMany(leg => OfLeg((Leg)leg, others[leg], reading))];
        named.Clear();
        return all;
    }

    /// <summary>What the metrics call the container of that index; null for what belongs to none.</summary>
    public string? LabelOf(KernelReading reading, uint index) => containers.Of(reading, index);

    void AddRows(MapRows<EndpointKey, EndpointStats> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows.Values[i].Order <= newest)
            {
                naming.Add(rows.Keys[i], rows.Values[i].Order);
            }
        }
    }

    void Collect(MapRows<EndpointKey, EndpointStats> rows, SeriesAccumulator?[] others)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            ref readonly var row = ref rows.Keys[i];
            if (!SeriesNaming.Counts(row.Status))
            {
                continue;
            }

            var key = naming.KeyOf(row);
            if (!naming.IsNamed(key))
            {
                // What came while the maps were read may get a name in the next reading, which knows what came before it.
                if (rows.Values[i].Order <= newest)
                {
                    (others[row.Leg] ??= new()).Add(rows.Values[i]);
                }

                continue;
            }

            if (!named.TryGetValue(key, out var series))
            {
                named.Add(key, series = new());
            }

            series.Add(rows.Values[i]);
        }
    }

    IEnumerable<ExchangeSeries> OfLeg(Leg leg, SeriesAccumulator? other, KernelReading reading)
    {
        foreach (var (key, counts) in named.Where(series => series.Key.TypedLeg == leg).OrderBy(series => series.Value.Order))
        {
            yield return Named(key, counts, reading);
        }

        if (other is not null)
        {
            yield return new ExchangeSeries
            {
                Leg = leg,
                IsOther = true,
                Duration = other.Duration,
                RequestBody = other.RequestBody,
                ResponseBody = other.ResponseBody,
            };
        }
    }

    ExchangeSeries Named(in EndpointKey key, SeriesAccumulator counts, KernelReading reading) => new()
    {
        Leg = key.TypedLeg,
        Method = key.Method,
        Status = key.Status,
        Domain = WireText.Show(key.Domain),
        Path = WireText.Show(key.Path),
        Container = containers.Of(reading, key.Container),
        Duration = counts.Duration,
        RequestBody = counts.RequestBody,
        ResponseBody = counts.ResponseBody,
    };
}
