// SPDX-License-Identifier: MIT
namespace KongMonitor.CorpusTests.Support;

/// <summary>A line of type "exchange".</summary>
sealed record ExchangeLine(
    long Id, string Leg, string Client, string Server, string Method, string Domain, string Path, string? Query, int? Status,
    long RequestBodyBytes, long ResponseBodyBytes, long RequestBytes, long ResponseBytes, string Outcome, string? Reason, string? MethodToken)
{
    public string Token => MethodToken ?? Method;

    public string Target => Query is null ? Path : $"{Path}?{Query}";

    public string ServerPort => Server[(Server.LastIndexOf(':') + 1)..];
}
