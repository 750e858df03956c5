using Detection.Api.Detections;
using Detection.Api.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Detection.Api.Persistence;

/// <summary>
/// Says which process sends a detection's command: the one that has the row's lease. A lease is a time in the row, so that no lock and
/// no transaction is held while the broker confirms, and a process that dies leaves nothing to clean up.
/// </summary>
internal sealed class CommandLeases(DetectionStore store, DamagedRows damaged, IOptions<ApiOptions> options, TimeProvider time)
{
    private const int TicksPerMillisecond = 10_000;

    /// <summary>How long a lease lasts: longer than a request or a sweep takes for a command.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds((2 * options.Value.ConfirmSeconds) + options.Value.SweepSeconds);

    /// <summary>The end of a lease that begins now.</summary>
    /// <remarks>A random fraction of a millisecond tells this lease from those that others take at the same moment.</remarks>
    public DateTimeOffset Next() => time.GetUtcNow() + Length + TimeSpan.FromTicks(Random.Shared.Next(TicksPerMillisecond));

    /// <summary>Notes that the broker has the commands.</summary>
    public Task ConfirmAsync(IReadOnlyCollection<Guid> ids)
    {
        var now = time.GetUtcNow();
        return store.WriteAsync(
            context => context.Detections
                .Where(d => ids.Contains(d.CorrelationId) && d.ConfirmedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(d => d.ConfirmedAt, now).SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null)),
            CancellationToken.None);
    }

    /// <summary>Gives leases up: the next sweep of any process may take the commands.</summary>
    public Task ReleaseAsync(IReadOnlyCollection<Guid> ids) => store.WriteAsync(
        context => context.Detections
            .Where(d => ids.Contains(d.CorrelationId) && d.ConfirmedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null)),
        CancellationToken.None);

    /// <summary>Takes the leases of the oldest detections whose command the broker has not confirmed and nobody has a lease of.</summary>
    /// <remarks>
    /// One conditional UPDATE: of several processes that ask at once, each row goes to one. A lease that ends later than any that is
    /// granted now is of a clock that was ahead, and counts as over. A row that cannot be read keeps its lease and is left out.
    /// </remarks>
    public Task<List<DetectionState>> ClaimAsync(int most, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (tooFar, mine) = (now + (2 * Length), Next());
        return store.WriteAsync(
            async context =>
            {
                var free = context.Detections.Where(d =>
                    d.ConfirmedAt == null && d.FinishedAt == null && (d.LeaseUntil == null || d.LeaseUntil <= now || d.LeaseUntil > tooFar));
                var oldest = free.OrderBy(d => d.SortKey).Take(most).Select(d => d.CorrelationId);
                if (await free.Where(d => oldest.Contains(d.CorrelationId))
                        .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseUntil, mine), cancellationToken) == 0)
                    return [];
                var claimed = context.Detections
                    .Where(d => d.ConfirmedAt == null && d.FinishedAt == null && d.LeaseUntil == mine)
                    .OrderBy(d => d.SortKey);
                return (await damaged.ReadAsync(context, claimed, cancellationToken)).Select(entry => entry.Row).OfType<DetectionState>().ToList();
            },
            cancellationToken);
    }

    /// <summary>Makes the command of a detection be sent once more, if that has not been done before.</summary>
    /// <returns>Whether it will be sent; false where it was sent again earlier, or the detection has ended.</returns>
    public async Task<bool> ReviveAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await store.WriteAsync(
            context => context.Detections
                .Where(d => d.CorrelationId == id && d.FinishedAt == null && d.ConfirmedAt != null && d.RepublishedAt == null)
                .ExecuteUpdateAsync(
                    set => set
                        .SetProperty(d => d.RepublishedAt, now)
                        .SetProperty(d => d.ConfirmedAt, (DateTimeOffset?)null)
                        .SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null),
                    cancellationToken),
            cancellationToken) == 1;
    }

    /// <summary>Voids all leases. For a start at which no other process can have one.</summary>
    public Task VoidAsync(CancellationToken cancellationToken) => store.WriteAsync(
        context => context.Detections
            .Where(d => d.ConfirmedAt == null && d.FinishedAt == null && d.LeaseUntil != null)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null), cancellationToken),
        cancellationToken);

    /// <summary>Makes the commands of all unfinished detections be sent again. For a start at which no queue has any of them.</summary>
    /// <param name="inWork">Those that were in work when the last process died: a recovery is counted for each.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many are unfinished.</returns>
    public Task<int> ResetAsync(IReadOnlyCollection<Guid> inWork, CancellationToken cancellationToken) => store.WriteAsync(
        context => context.Detections
            .Where(d => d.CurrentState == DetectionStates.Queued || d.CurrentState == DetectionStates.Processing) // By the state, which has an index.
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.ConfirmedAt, (DateTimeOffset?)null)
                    .SetProperty(d => d.LeaseUntil, (DateTimeOffset?)null)
                    .SetProperty(d => d.Recoveries, d => inWork.Contains(d.CorrelationId) ? d.Recoveries + 1 : d.Recoveries),
                cancellationToken),
        cancellationToken);
}
