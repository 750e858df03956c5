using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Detection.Inference.Tests.Support;

/// <summary>Keeps what is logged.</summary>
public sealed class RecordingLogger : ILogger
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentQueue<(LogLevel Level, string Message)> _entries = new();
    private readonly Channel<bool> _logged = Channel.CreateUnbounded<bool>();

    public IReadOnlyCollection<(LogLevel Level, string Message)> Entries => _entries;

    /// <summary>The warnings and errors so far.</summary>
    public IReadOnlyList<string> Warnings => [.. _entries.Where(entry => entry.Level >= LogLevel.Warning).Select(entry => entry.Message)];

    /// <summary>Waits until something that contains the text is logged, or was. One caller at a time.</summary>
    public async Task SaidAsync(string text)
    {
        while (!_entries.Any(entry => entry.Message.Contains(text, StringComparison.Ordinal)))
        {
            using var deadline = new CancellationTokenSource(Patience);
            try
            {
                await _logged.Reader.ReadAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"Nobody said '{text}', but: {string.Join(Environment.NewLine, _entries.Select(entry => entry.Message))}");
            }
        }
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        _entries.Enqueue((logLevel, formatter(state, exception)));
        _logged.Writer.TryWrite(true);
    }
}
