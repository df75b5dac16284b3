// SPDX-License-Identifier: MIT
using KongMonitor.Otlp;

namespace KongMonitor.Language;

sealed partial record OtlpTexts
{
    public static OtlpTexts English => new()
    {
        Rules = new Dictionary<OtlpRule, string>
        {
            [OtlpRule.Url] = "{0} cannot be '{1}': give http://HOST:PORT or https://HOST:PORT, without user and password",
            [OtlpRule.Protocol] = "{0} cannot be '{1}': choose one of grpc, http/protobuf",
            [OtlpRule.Compression] = "{0} cannot be '{1}': choose one of gzip, none",
            [OtlpRule.Milliseconds] = "{0} cannot be '{1}': give a number of milliseconds from 1 to {2}",
            [OtlpRule.Temporality] = "{0} cannot be '{1}': what is counted is never reset, so give cumulative or nothing",
            [OtlpRule.Headers] = "{0} cannot be what it is: give name=value pairs with commas between, percent-encoded, that HTTP headers may have",
            [OtlpRule.Attributes] = "{0} cannot be '{1}': give name=value pairs with commas between, percent-encoded",
            [OtlpRule.Certificate] = "{0} cannot be '{1}': give a readable file of certificates as PEM",
            [OtlpRule.ClientCertificate] =
                "{0} cannot be '{1}': give a readable PEM file, and in OTEL_EXPORTER_OTLP_CLIENT_KEY that of its key, without a password",
            [OtlpRule.OpenSsl] = "{0} cannot be '{1}' here: https needs OpenSSL, and there is no libssl.so.3 (Debian: apt-get install libssl3)",
        },
        Troubles = new Dictionary<OtlpTroubleKind, string>
        {
            [OtlpTroubleKind.Unreachable] = "no connection: {0}",
            [OtlpTroubleKind.TimedOut] = "no answer in time",
            [OtlpTroubleKind.Tls] = "no TLS connection: {0}",
            [OtlpTroubleKind.HttpStatus] = "it answers {0}",
            [OtlpTroubleKind.GrpcStatus] = "it answers {0}",
            [OtlpTroubleKind.BadAnswer] = "what answers does not speak this protocol of OTLP: {0}",
            [OtlpTroubleKind.Rejected] = "{0}",
            [OtlpTroubleKind.Unexpected] = "{0}",
        },
        Failing = "metrics do not reach {0}: {1}",
        FailingOften = "metrics do not reach {0}: {1} ({2} exports failed since the last such line)",
        Rejected = "{0} rejected {1} {1:data point|data points}: {2}",
        Again = "metrics reach {0} again, and nothing is missing in their totals ({1} {1:export|exports} failed)",
    };
}
