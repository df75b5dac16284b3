// SPDX-License-Identifier: MIT
namespace KongMonitor.SystemTests.Support;

/// <summary>A line of nginx's log: the exchange, its connection's number, its place on it, and the port it came to.</summary>
sealed record LogLine(Exchange Exchange, long Connection, long Index, int Port);
