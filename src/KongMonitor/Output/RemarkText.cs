// SPDX-License-Identifier: MIT
using KongMonitor.Abi;
using KongMonitor.Core;
using KongMonitor.Core.Doctor;
using KongMonitor.Language;

namespace KongMonitor.Output;

/// <summary>Sentences about what a healthy run has nothing of, shared by what a person reads.</summary>
static class RemarkText
{
    public static string Warning(Finding warning, Texts texts) => $"{texts.Warning}{texts.What(warning)} ({texts.Todo(warning)})";

    /// <summary>Null without any.</summary>
    public static string? Losses(Snapshot snapshot, Texts texts) =>
        snapshot.Losses.IsEmpty ? null : $"{texts.Losses}: {string.Join(", ", snapshot.Losses.Select(loss => Loss(loss, texts)))}";

    /// <summary>Null without any.</summary>
    public static string? NotHttp(Snapshot snapshot, Leg leg, Texts texts)
    {
        var kinds = snapshot.NotHttp.Where(row => row.Leg == leg).Select(row => $"{Kind(row.Kind, texts)} {row.Flows}").ToArray();
        return kinds.Length == 0 ? null : $"{(leg == Leg.Upstream ? texts.UpstreamNotHttp : texts.NotHttp)}: {string.Join(", ", kinds)}";
    }

    /// <summary>Null without any.</summary>
    public static string? Unsure(Snapshot snapshot, Texts texts)
    {
        var unsure = snapshot.View.Matched.Aggregate(0UL, (all, row) => all + row.Unsure);
        return unsure == 0 ? null : Texts.Fill(texts.Filters.Unsure, unsure);
    }

    /// <summary>The same of connections.</summary>
    public static string? ConnectionsUnsure(Snapshot snapshot, Texts texts)
    {
        var unsure = snapshot.ConnectionsUnsure.Sum();
        return unsure == 0 ? null : Texts.Fill(texts.Filters.ConnectionsUnsure, unsure);
    }

    static string Loss(LossRow loss, Texts texts) =>
        texts.LossReasons.TryGetValue(loss.Reason, out var meaning)
            ? $"{loss.Reason} {loss.Count} ({meaning})"
            : $"{loss.Reason} {loss.Count}";

    static string Kind(NotHttp kind, Texts texts) => kind switch
    {
        Abi.NotHttp.Http2 => "HTTP/2",
        Abi.NotHttp.Redis => "Redis",
        Abi.NotHttp.Other => texts.NotHttpOther,
        _ => Names.Of(kind).ToUpperInvariant(),
    };
}
