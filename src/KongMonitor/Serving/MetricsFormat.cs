// SPDX-License-Identifier: MIT
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace KongMonitor.Serving;

/// <summary>Which of the two text formats a client would rather have (RFC 9110 section 12.5.1).</summary>
static class MetricsFormat
{
    const string OpenMetrics = "application/openmetrics-text";

    /// <summary>Whether OpenMetrics is asked for at least as much as plain text; what can't be read asks for nothing.</summary>
    public static bool IsOpenMetrics(StringValues accept) =>
        MediaTypeHeaderValue.TryParseList(accept, out var types)
        && Quality(types, type => type.MediaType.Equals(OpenMetrics, StringComparison.OrdinalIgnoreCase)) is > 0 and var open
        && open >= (Quality(types, type => type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase)) ?? 0);

    static double? Quality(IList<MediaTypeHeaderValue> types, Func<MediaTypeHeaderValue, bool> isOne) =>
        types.Where(isOne).Select(type => (double?)(type.Quality ?? 1)).Max();
}
