using Microsoft.Extensions.Logging;

namespace Detection.Benchmarks.Services;

/// <summary>
/// Keeps what a worker says when it goes on with less than it was asked for: a smaller batch, or floats for bytes. Its figures are
/// of something else then, and nothing but its log tells.
/// </summary>
internal sealed class RemarkLog : ILoggerProvider, ILogger
{
    private const int Most = 6;

    /// <summary>"Model takes floats, not bytes" is no warning: nothing is wrong with it, where nobody asked for bytes.</summary>
    private const int InputKept = 3007;

    private readonly Lock _gate = new();
    private readonly List<string> _remarks = [];

    /// <summary>Each once, in their order; the first few.</summary>
    public IReadOnlyList<string> Remarks
    {
        get
        {
            lock (_gate)
                return [.. _remarks];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel < LogLevel.Warning && eventId.Id != InputKept)
            return;
        var remark = formatter(state, exception);
        lock (_gate)
        {
            if (_remarks.Count < Most && !_remarks.Contains(remark))
                _remarks.Add(remark);
        }
    }

    public void Dispose()
    {
        // There is nothing to free; the log outlives its worker, to be read.
    }
}
