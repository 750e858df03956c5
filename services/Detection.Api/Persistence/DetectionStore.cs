using Detection.Api.Detections;
using Detection.Api.Saga;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Persistence;

/// <summary>
/// The detections in the database. Takes its turn to write, and waits for the disk where somebody hears of the write afterwards, so
/// that no caller has to remember either.
/// </summary>
/// <remarks>
/// It inserts rows and writes who looks after a command (<see cref="DetectionState.ConfirmedAt"/>,
/// <see cref="DetectionState.LeaseUntil"/>, <see cref="DetectionState.RepublishedAt"/>, <see cref="DetectionState.Recoveries"/>). A
/// detection's state is written by <see cref="DetectionStateMachine"/> alone, within <see cref="TakeTurnAsync"/>. These writes leave
/// the row's version as it is: a message of the saga that read the row before and writes it after them does not fail, and it writes
/// other columns.
/// </remarks>
internal sealed class DetectionStore(IDbContextFactory<DetectionDbContext> contexts, WriteGate gate, DatabaseReadiness readiness, DamagedRows damaged)
{
    // Compiled, since they run for every detection: EF Core need not look at the expressions each time. Of the instance, since
    // what is compiled is for one database.
    private readonly Func<DetectionDbContext, Guid, CancellationToken, Task<DetectionState?>> _row = EF.CompileAsyncQuery(
        (DetectionDbContext context, Guid id, CancellationToken _) => context.Detections.AsNoTracking().FirstOrDefault(d => d.CorrelationId == id));

    private readonly Func<DetectionDbContext, Guid, CancellationToken, Task<string?>> _state = EF.CompileAsyncQuery(
        (DetectionDbContext context, Guid id, CancellationToken _) => context.Detections.Where(d => d.CorrelationId == id).Select(d => d.CurrentState).FirstOrDefault());

    /// <summary>Inserts a detection. When the task ends, the row survives a crash of the machine.</summary>
    /// <exception cref="CommitUnknownException">The row may be there or not. Any other exception: it is not there.</exception>
    public async Task InsertAsync(DetectionState detection)
    {
        // No token: a sender that hangs up must not leave a half-made submission.
        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var context = await contexts.CreateDbContextAsync();
            // A database that cannot be reached is known to have stored nothing.
            await context.Database.OpenConnectionAsync();
            context.Add(detection);
            try
            {
                await context.SaveChangesAsync();
            }
            catch (Exception e) when (CommitUnknownException.IsBehind(e))
            {
                throw new CommitUnknownException(detection.CorrelationId, e);
            }
        }

        try
        {
            await gate.FlushAsync();
        }
        catch (Exception e) when (DatabaseFault.Is(e))
        {
            throw new CommitUnknownException(detection.CorrelationId, e);
        }
    }

    /// <summary>
    /// Has the saga handle a message: once the database is ready, one writer at a time, and on the disk before the message is
    /// acknowledged.
    /// </summary>
    /// <param name="handle">Ends when the saga has committed.</param>
    /// <param name="durable">False where a crash may take the write back without harm.</param>
    /// <param name="cancellationToken">Ends the waits for the database and for the turn.</param>
    public async Task TakeTurnAsync(Func<Task> handle, bool durable, CancellationToken cancellationToken)
    {
        await readiness.WaitAsync(cancellationToken);
        using (await gate.EnterAsync(cancellationToken))
            await handle();

        // Out of turn: the next one writes meanwhile.
        if (durable)
            await gate.FlushAsync();
    }

    /// <summary>Reads a detection; null where there is none.</summary>
    public async Task<DetectionState?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await _row(context, id, cancellationToken);
    }

    /// <summary>Reads a detection for work in the background, which must go on: null also where the row cannot be read, which is logged.</summary>
    public async Task<DetectionState?> FindReadableAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await damaged.ReadAsync(context, context.Detections.Where(d => d.CorrelationId == id), cancellationToken);
        return rows.Count == 0 ? null : rows[0].Row;
    }

    /// <summary>Reads a detection's state; null where there is no such detection.</summary>
    public async Task<string?> StateAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await _state(context, id, cancellationToken);
    }

    /// <summary>A page of detections, newest first, and the cursor of the next one if there is one. Rows that cannot be read are left out.</summary>
    public async Task<(IReadOnlyList<DetectionState> Items, string? Next)> ListAsync(
        string? state, string? reference, string? cursor, int limit, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var query = context.Detections.AsNoTracking();
        if (state is not null)
            query = query.Where(d => d.CurrentState == state);
        if (reference is not null)
            query = query.Where(d => d.Reference == reference);
        if (cursor is not null)
            query = query.Where(d => string.Compare(d.SortKey, cursor) < 0);
        var entries = await damaged.ReadAsync(context, query.OrderByDescending(d => d.SortKey).Take(limit + 1), cancellationToken);
        List<DetectionState> items = [.. entries.Take(limit).Select(entry => entry.Row).OfType<DetectionState>()];
        return (items, entries.Count > limit ? entries[limit - 1].Key : null);
    }

    /// <summary>Reads something else. The query does not write.</summary>
    public async Task<T> ReadAsync<T>(Func<DetectionDbContext, Task<T>> query, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await query(context);
    }

    /// <summary>
    /// Writes columns that only the sweep of commands reads. A crash may take the write back, which costs a command sent twice.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<DetectionDbContext, Task<T>> write, CancellationToken cancellationToken)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await write(context);
    }
}
