using System.Collections.Concurrent;
using Detection.Testing;
using Microsoft.Extensions.Logging;

namespace Detection.Api.Tests.Support;

/// <summary>Keeps what the product logs, so that tests can wait for it and read it.</summary>
internal sealed class LogSink : ILoggerProvider
{
    private readonly ConcurrentQueue<(int Id, string Text)> _lines = new();
    private readonly ConcurrentQueue<Exception> _exceptions = new();

    /// <summary>What the product's own categories logged with a stack trace so far.</summary>
    public IReadOnlyList<Exception> Exceptions => [.. _exceptions];

    /// <summary>The texts logged with an event id so far.</summary>
    public IReadOnlyList<string> Of(int eventId) => [.. _lines.Where(line => line.Id == eventId).Select(line => line.Text)];

    /// <summary>Waits until an event was logged at least so often.</summary>
    public Task SeenAsync(int eventId, int times = 1) =>
        Eventually.TrueAsync($"log event {eventId} was written {times} times", () => Of(eventId).Count >= times);

    public ILogger CreateLogger(string categoryName) =>
        new Logger(_lines, categoryName.StartsWith("Detection.", StringComparison.Ordinal) ? _exceptions : null);

    public void Dispose()
    {
    }

    private sealed class Logger(ConcurrentQueue<(int Id, string Text)> lines, ConcurrentQueue<Exception>? exceptions) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lines.Enqueue((eventId.Id, formatter(state, exception)));
            if (exception is not null)
                exceptions?.Enqueue(exception);
        }
    }
}
