// SPDX-License-Identifier: MIT
namespace KongMonitor.Otlp;

/// <summary>What is told of many exports: trouble at most once a minute, and once that it is over.</summary>
sealed class NoticeLimiter(string endpoint)
{
    static readonly TimeSpan gap = TimeSpan.FromMinutes(1);
    TimeSpan? last;
    OtlpTrouble? untold;
    long failedUntold;
    long failedInARow;
    long rejectedUntold;
    bool isToldOfTrouble;

    /// <summary>An export failed.</summary>
    public OtlpNotice? Failed(OtlpTrouble trouble, TimeSpan now)
    {
        failedUntold++;
        failedInARow++;
        return Tell(trouble, now);
    }

    /// <summary>An export was accepted without some of its points.</summary>
    public OtlpNotice? Rejected(OtlpTrouble trouble, long points, TimeSpan now)
    {
        failedInARow = 0;
        rejectedUntold += points;
        return Tell(trouble, now);
    }

    /// <summary>An export was accepted whole.</summary>
    public OtlpNotice? Succeeded()
    {
        var notice = isToldOfTrouble ? Notice(null, failedInARow) : null;
        if (notice is not null)
        {
            failedUntold = 0;
            rejectedUntold = 0;
        }

        isToldOfTrouble = false;
        failedInARow = 0;
        untold = null;
        return notice;
    }

    /// <summary>Nothing comes any more: what was not told yet.</summary>
    public OtlpNotice? End() => untold is { } trouble ? Tell(trouble, TimeSpan.MaxValue) : null;

    OtlpNotice? Tell(OtlpTrouble trouble, TimeSpan now)
    {
        untold = trouble;
        if (last is { } before && now - before < gap)
        {
            return null;
        }

        var notice = Notice(trouble, failedUntold);
        last = now;
        isToldOfTrouble = true;
        untold = null;
        failedUntold = 0;
        rejectedUntold = 0;
        return notice;
    }

    OtlpNotice Notice(OtlpTrouble? trouble, long failed) =>
        new() { Endpoint = endpoint, Trouble = trouble, Failed = failed, RejectedPoints = rejectedUntold };
}
