// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>A line of nginx's log: the exchange, its connection's number, its place on it, the port it came to, and how long it took to the millisecond.</summary>
sealed record LogLine(Exchange Exchange, long Connection, long Index, int Port, decimal Seconds);
