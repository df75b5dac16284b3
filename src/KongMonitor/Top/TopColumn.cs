// SPDX-License-Identifier: MIT
namespace KongMonitor.Top;

/// <summary>Columns of the table, in their order.</summary>
enum TopColumn
{
    Name,
    RequestRate,
    Requests,
    Errors,
    P50,
    P95,
    P99,
    SentRate,
    ReceivedRate,
    LastActivity,
}
