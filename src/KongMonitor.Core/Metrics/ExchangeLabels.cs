// SPDX-License-Identifier: MIT
using System.Collections.Immutable;
using System.Globalization;
using KongMonitor.Abi;

namespace KongMonitor.Core.Metrics;

/// <summary>What tells a series of exchanges from the others.</summary>
static class ExchangeLabels
{
    const ushort FirstClientError = 400;
    const ushort FirstServerError = 500;

    public static ImmutableArray<MetricLabel> Of(ExchangeSeries series)
    {
        var labels = ImmutableArray.CreateBuilder<MetricLabel>(7);
        labels.Add(new(Semantic.Method, Method(series)));
        if (series.Leg == Leg.Downstream)
        {
            labels.Add(new(Semantic.Scheme, "http"));
        }

        AddKnown(labels, Semantic.Server, series.IsOther ? Names.Other : series.Domain);
        AddKnown(labels, series.Leg == Leg.Downstream ? Semantic.Route : Semantic.Template, series.IsOther ? Names.Other : series.Path);
        if (!series.IsOther)
        {
            AddKnown(labels, Semantic.Status, ExchangeStatuses.IsResponse(series.Status) ? Text(series.Status) : null);
            AddKnown(labels, Semantic.Error, Error(series));
            AddKnown(labels, Semantic.Container, series.Container);
        }

        return labels.ToImmutable();
    }

    static void AddKnown(ImmutableArray<MetricLabel>.Builder labels, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            labels.Add(new(name, value));
        }
    }

    static string Method(ExchangeSeries series) =>
        series.IsOther ? Names.Other
        : series.Method == (byte)HttpMethod.Other ? Semantic.OtherMethod
        : Names.Method(series.Method);

    // To a server 4xx is the client's error, to a client it is one as well.
    static string? Error(ExchangeSeries series) =>
        ExchangeStatuses.UnansweredReasonOf(series.Status) is { } reason ? Names.Of(reason)
        : series.Status >= (series.Leg == Leg.Downstream ? FirstServerError : FirstClientError) ? Text(series.Status)
        : null;

    static string Text(ushort status) => status.ToString(CultureInfo.InvariantCulture);
}
