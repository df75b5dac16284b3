// SPDX-License-Identifier: MIT
using System.Net.Http;

namespace KongMonitor.Otlp.Sending;

/// <summary>Requests that got no answer.</summary>
static class ConnectionFailure
{
    public static Answer Read(HttpRequestException failure)
    {
        var kind = failure.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError
                => OtlpTroubleKind.Unreachable,
            HttpRequestError.SecureConnectionError => OtlpTroubleKind.Tls,
            _ => OtlpTroubleKind.BadAnswer,
        };

        // The innermost exception has the system's own words.
        return Answer.Of(kind, failure.GetBaseException().Message, canRetry: kind != OtlpTroubleKind.Tls);
    }
}
