namespace Detection.Api.Persistence;

/// <summary>
/// Lets one writer at a time into SQLite. SQLite has one writer anyway, and a second one that finds it busy sleeps
/// 150 ms at a time; queueing here instead costs microseconds. PostgreSQL needs none, and the gate stands open.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim? _gate;
    private readonly CommitFlush? _flush;

    /// <param name="options">Which database it is.</param>
    public WriteGate(DatabaseOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.IsSqlite)
            (_gate, _flush) = (new SemaphoreSlim(1, 1), new CommitFlush(new WriteAheadLog(options.SqliteFile).Flush));
    }

    /// <param name="flush">Blocks until SQLite's log is on the disk.</param>
    internal WriteGate(Action flush)
    {
        (_gate, _flush) = (new SemaphoreSlim(1, 1), new CommitFlush(flush));
    }

    /// <summary>Waits for the turn to write; disposing the answer ends it.</summary>
    public async ValueTask<Turn> EnterAsync(CancellationToken cancellationToken)
    {
        if (_gate is not null)
            await _gate.WaitAsync(cancellationToken);
        return new Turn(_gate);
    }

    /// <summary>
    /// Waits until what was committed before is on the disk. To be called after the turn, before anybody is told of the
    /// commit: the next writers' turns and this wait overlap.
    /// </summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">The disk refused.</exception>
    public Task FlushAsync() => _flush?.FlushAsync() ?? Task.CompletedTask;

    public void Dispose() => _gate?.Dispose();

    /// <summary>A turn to write.</summary>
    public readonly struct Turn(SemaphoreSlim? gate) : IDisposable
    {
        public void Dispose() => gate?.Release();
    }
}
