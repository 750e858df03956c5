using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Detection.Hosting.Logging;

/// <summary>A console formatter that hands another one no control character: message, exception and scopes are escaped first.</summary>
/// <remarks>What clients send cannot forge a line or steer a terminal. The colours of the inner formatter stay as they are.</remarks>
/// <param name="inner">Writes the line.</param>
internal sealed class EscapingFormatter(ConsoleFormatter inner) : ConsoleFormatter(inner.Name), IDisposable
{
    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var format = logEntry.Formatter;
        var exception = logEntry.Exception;
        inner.Write(
            new LogEntry<TState>(
                logEntry.LogLevel,
                logEntry.Category,
                logEntry.EventId,
                logEntry.State,
                exception is null ? null : new EscapedException(exception),
                (state, _) => LogText.Escape(format(state, exception))),
            scopeProvider is null ? null : new EscapedScopes(scopeProvider),
            textWriter);
    }

    public void Dispose() => (inner as IDisposable)?.Dispose();

    private sealed class EscapedException(Exception exception) : Exception
    {
        public override string ToString() => LogText.Escape(exception.ToString(), keepLines: true);
    }

    private sealed class EscapedScopes(IExternalScopeProvider scopes) : IExternalScopeProvider
    {
        public void ForEachScope<TState>(Action<object?, TState> callback, TState state) =>
            scopes.ForEachScope((scope, inner) => callback(LogText.Escape($"{scope}"), inner), state);

        public IDisposable Push(object? state) => scopes.Push(state);
    }
}
