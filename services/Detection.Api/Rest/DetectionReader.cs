using Detection.Api.Persistence;
using Detection.Api.Saga;
using Detection.Api.Waiting;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Rest;

/// <summary>Reads detections for REST.</summary>
internal sealed class DetectionReader(
    IDbContextFactory<DetectionDbContext> contexts, DetectionWaiters waiters, IHostApplicationLifetime lifetime, TimeProvider time)
{
    // Asked once or twice for each detection: compiled, so that EF Core need not look at the expressions each time. Of the
    // instance, since what is compiled is for one database.
    private readonly Func<DetectionDbContext, Guid, CancellationToken, Task<DetectionState?>> _row = EF.CompileAsyncQuery(
        (DetectionDbContext context, Guid id, CancellationToken _) => context.Detections.AsNoTracking().FirstOrDefault(d => d.CorrelationId == id));

    private readonly Func<DetectionDbContext, Guid, CancellationToken, Task<string?>> _state = EF.CompileAsyncQuery(
        (DetectionDbContext context, Guid id, CancellationToken _) => context.Detections.Where(d => d.CorrelationId == id).Select(d => d.CurrentState).FirstOrDefault());

    public async Task<DetectionState?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await _row(context, id, cancellationToken);
    }

    /// <summary>Reads a detection as soon as it has finished, or as it is after <paramref name="patience"/>.</summary>
    public async Task<DetectionState?> WaitAsync(Guid id, TimeSpan patience, CancellationToken cancellationToken)
    {
        if (patience <= TimeSpan.Zero)
            return await FindAsync(id, cancellationToken);

        using var registration = waiters.Register(id);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var since = time.GetTimestamp();
        while (true)
        {
            // Taken before the row is read: an end in between is not missed. A signal says that the detection may have ended.
            var signal = registration.NextSignal;
            var state = await StateAsync(id, cancellationToken);
            var left = patience - time.GetElapsedTime(since);
            if (state is null || DetectionStates.IsFinished(state) || left <= TimeSpan.Zero)
                return await FindAsync(id, cancellationToken);

            try
            {
                await signal.WaitAsync(left, time, either.Token);
            }
            catch (Exception e) when (e is TimeoutException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // Not finished yet, or this process is about to stop: an answer like any other.
                return await FindAsync(id, cancellationToken);
            }
        }
    }

    /// <summary>A page of detections, newest first, and the cursor of the next one if there is one.</summary>
    public async Task<(IReadOnlyList<DetectionState> Items, string? Next)> ListAsync(
        IReadOnlyList<string>? states, string? reference, string? cursor, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var query = context.Detections.AsNoTracking();
        if (states is not null)
            query = query.Where(d => states.Contains(d.CurrentState));
        if (reference is not null)
            query = query.Where(d => d.Reference == reference);
        if (cursor is not null)
            query = query.Where(d => string.Compare(d.SortKey, cursor) < 0);
        var items = await query.OrderByDescending(d => d.SortKey).Take(limit + 1).ToListAsync(cancellationToken);
        if (items.Count <= limit)
            return (items, null);

        items.RemoveAt(limit);
        return (items, items[^1].SortKey);
    }

    private async Task<string?> StateAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await _state(context, id, cancellationToken);
    }
}
