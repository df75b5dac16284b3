// SPDX-License-Identifier: MIT
using KongMonitor.Otlp.Messages;

namespace KongMonitor.Otlp.Sending;

/// <summary>ExportMetricsServiceResponse (metrics_service.proto).</summary>
static class ExportResponse
{
    const int PartialSuccess = 1;
    const int RejectedDataPoints = 1;
    const int ErrorMessage = 2;

    public static Answer Read(ReadOnlySpan<byte> message)
    {
        var answer = Answer.Accepted;
        var response = new ProtoReader(message);
        while (response.Next())
        {
            if (response.Field == PartialSuccess)
            {
                answer = ReadPartial(response.Bytes);
            }
        }

        return response.IsBad ? Answer.Of(OtlpTroubleKind.BadAnswer, "", canRetry: false) : answer;
    }

    // With no point rejected it is a remark on what was accepted.
    static Answer ReadPartial(ReadOnlySpan<byte> message)
    {
        var rejected = 0L;
        var said = "";
        var partial = new ProtoReader(message);
        while (partial.Next())
        {
            rejected = partial.Field == RejectedDataPoints ? (long)partial.Number : rejected;
            said = partial.Field == ErrorMessage ? partial.Text : said;
        }

        return rejected <= 0
            ? Answer.Accepted
            : new Answer { Trouble = new(OtlpTroubleKind.Rejected, said), RejectedPoints = rejected };
    }
}
