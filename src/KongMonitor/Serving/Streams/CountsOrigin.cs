// SPDX-License-Identifier: MIT
namespace KongMonitor.Serving.Streams;

/// <summary>From when on is counted, and whether an earlier run began it.</summary>
sealed record CountsOrigin(DateTimeOffset Since, bool IsResumed);
