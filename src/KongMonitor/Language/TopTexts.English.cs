// SPDX-License-Identifier: MIT
using KongMonitor.Core.Rates;
using KongMonitor.Top;

namespace KongMonitor.Language;

sealed partial record TopTexts
{
    public static TopTexts English => new()
    {
        Tables = new Dictionary<TableKind, string>
        {
            [TableKind.Paths] = "paths",
            [TableKind.Domains] = "domains",
            [TableKind.Methods] = "methods",
            [TableKind.Statuses] = "statuses",
            [TableKind.Connections] = "connections",
            [TableKind.Containers] = "containers",
        },
        Columns = new Dictionary<TopColumn, string>
        {
            [TopColumn.Name] = "name",
            [TopColumn.RequestRate] = "req/s",
            [TopColumn.Requests] = "requests",
            [TopColumn.Errors] = "errors",
            [TopColumn.P50] = "p50",
            [TopColumn.P95] = "p95",
            [TopColumn.P99] = "p99",
            [TopColumn.SentRate] = "sent/s",
            [TopColumn.ReceivedRate] = "recv/s",
            [TopColumn.LastActivity] = "last",
        },
        Downstream = "downstream",
        Upstream = "upstream",
        LastInterval = "last {0}",
        FirstInterval = "first read",
        InFlight = "in flight",
        Unanswered = "unansw.",
        Desynced = "desync.",
        Since = "since {0}",
        SinceStart = "since {0}, new",
        SinceResumed = "since {0}, resumed",
        CountsOf = "counts of {0}",
        Paused = " PAUSED ",
        RowsOf = "{0} of {1} rows",
        Rows = "{0} rows",
        TableSinceStart = "per second: last interval, others: since the start",
        SortedBy = "by {0}",
        Filtered = "filter {0}",
        NoRows = "nothing yet",
        FilterPrompt = "filter: ",
        MoreRemarks = "... {0} more lines: a taller screen shows them",
        LeftCounting = "No monitor runs here: what the last one left goes on counting, but requests do not time out until another one takes it over",
        CountsGone = "The monitor has ended and its counts are gone: these are the last ones; the next monitor's will be shown",
        CountsGoOn = "The counts go on: {0} has taken them over",
        NewCounts = "New counts from here on: those of {0}",
        Keys = "l leg  s sort  r reverse  / filter  p pause  ? help  q quit",
        HelpKeys = "arrows move  any other key: back",
        Help =
        [
            "1 2 3 4 5 6    paths, domains, methods, statuses, connections, containers",
            "l              the other leg: downstream (client to gateway), upstream (gateway to service)",
            "s > S <        sort by the next, the previous column",
            "r              the other way round",
            "arrows PgUp PgDn Home End    move",
            "/              filter: words such as status>=500 path=/api/*",
            "               Enter applies it, Esc leaves it as it was, Ctrl-U empties it",
            "p Space        stop the screen and let it go on; counting never stops",
            "Ctrl-L         draw everything anew",
            "? h            this help",
            "q Ctrl-C       quit",
            "",
            "At the top, req/s, errors, p50, p95, p99, sent/s and recv/s are those of the last interval;",
            "requests, unansw. (no response came) and desync. (could not be followed) are since the start.",
            "Totals at the top are of everything, whatever the filter.",
            "In the table, req/s, sent/s, recv/s are of the last interval, the rest is since the start.",
            "- is a value that is not known: rates need two readings of the same row.",
            "Times are the upper end of a bucket: at most half as long again as the exact value.",
            "errors are 4xx, 5xx and unanswered; last is how long ago an exchange ended.",
        ],
        PlainLine = "{0}: {1} requests/s, errors {2}, p50 {3}, p95 {4}, p99 {5}, in flight {6}, unanswered {7}, desynced {8}, requests {9}",
        PlainFilter = "filter {0}: requests {1}, errors {2}",
        NotPinned = "a monitor runs here ({0}), but its counts cannot be read beside it: they are not pinned on a bpffs that is mounted here; look at its output or its page (--listen), or mount a bpffs for it (mount -t bpf bpf /sys/fs/bpf) and start it again",
        OtherLayout = "here are counts of another version of the monitor ({0}), which have another layout: use that version's top, or its page (--listen)",
    };
}
