using Detection.Storage;

namespace Detection.Api.Persistence;

/// <summary>
/// Group commit: waits until everything that was committed before the call is on the disk, and lets all who wait at the
/// same time share one flush. Safe for concurrent use.
/// </summary>
/// <remarks>
/// One flush runs at a time. Who comes while it runs waits for the next one, since its commit may have come too late for
/// this one; so the number of flushes follows the disk's speed and not the number of commits.
/// Source: DeWitt et al., "Implementation Techniques for Main Memory Database Systems", SIGMOD 1984, section 5.2.
/// </remarks>
/// <param name="flush">Blocks until the log's content of the moment is on the disk.</param>
internal sealed class CommitFlush(Action flush)
{
    private readonly Lock _lock = new();
    private readonly DiskThreads _disk = new(most: 1);
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>Ends with the flush that begins next; fails with it.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
        {
            if (_next is not null || !_running.IsCompleted)
                return _next ??= RunAfterAsync(_running);
            return _running = _disk.RunAsync(flush);
        }
    }

    private async Task RunAfterAsync(Task previous)
    {
        // Yields even where it has ended meanwhile, so that the caller's lock is left before the next is taken. A failure of
        // the previous flush is its waiters' affair.
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        lock (_lock)
            (_running, _next) = (_next!, null);
        await _disk.RunAsync(flush);
    }
}
