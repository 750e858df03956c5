using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Api.Waiting;

namespace Detection.Api.Rest;

/// <summary>Reads detections for REST.</summary>
internal sealed class DetectionReader(DetectionStore store, DetectionWaiters waiters, IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>Reads a detection as it is; null where there is none.</summary>
    public Task<DetectionState?> FindAsync(Guid id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    /// <summary>
    /// Reads a detection as soon as it has finished, or as it is after <paramref name="patience"/>. One that is not there is waited for
    /// like one that has not finished: its command may be on the bus.
    /// </summary>
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
            var state = await store.StateAsync(id, cancellationToken);
            var left = patience - time.GetElapsedTime(since);
            if ((state is not null && DetectionStates.IsFinished(state)) || left <= TimeSpan.Zero)
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

    /// <inheritdoc cref="DetectionStore.ListAsync"/>
    public Task<(IReadOnlyList<DetectionState> Items, string? Next)> ListAsync(
        string? state, string? reference, string? cursor, int limit, CancellationToken cancellationToken) =>
        store.ListAsync(state, reference, cursor, limit, cancellationToken);
}
