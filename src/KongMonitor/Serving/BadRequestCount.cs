// SPDX-License-Identifier: MIT
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace KongMonitor.Serving;

/// <summary>Counts what Kestrel answers by itself, since it was no request or a too long one: nobody but its log is told of it.</summary>
sealed class BadRequestCount(OwnCounts counts) : ILoggerFactory, ILogger
{
    const string Category = "Microsoft.AspNetCore.Server.Kestrel.BadRequests";
    const string Event = "ConnectionBadRequest";

    public ILogger CreateLogger(string categoryName) => categoryName == Category ? this : NullLogger.Instance;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        // A request with a body has been answered already, whatever becomes of the body.
        if (eventId.Name == Event && exception is not BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            counts.AddRefused();
        }
    }

    public void Dispose()
    {
    }
}
