using Detection.Api.Persistence;
using Detection.Api.Settings;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Detection.Storage;
using Microsoft.Extensions.Options;

namespace Detection.Api.Submission;

/// <summary>
/// Removes pictures that no detection refers to: of submissions that failed, and of a second picture with the same id. Runs in every API
/// process; two that remove the same blob do not disturb each other.
/// </summary>
/// <remarks>
/// Touches only keys that <see cref="BlobName"/> made; other services keep their own in the same store. A blob goes if it is older than
/// <see cref="ApiOptions.OrphanGraceSeconds"/>, if two sweeps in a row found it without a detection, unchanged, and if then no row of any
/// detection names it. A sweep is left out while messages wait that the saga has not seen: they may be about such pictures. So neither a
/// clock that jumps nor a backlog costs a picture.
/// </remarks>
internal sealed partial class OrphanSweep(
    IBlobStore store,
    BlobReferences references,
    BrokerMonitor broker,
    IOptions<ApiOptions> options,
    IOptions<BusOptions> bus,
    TimeProvider time,
    ILogger<OrphanSweep> logger) : BackgroundService
{
    private const int Batch = 500;

    // The rest is found by a later sweep.
    private const int MostSuspects = 100_000;

    private HashSet<BlobEntry> _suspects = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.OrphanSweepSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                _suspects = await IsCaughtUpAsync(stoppingToken) ? await SweepAsync(stoppingToken) : [];
            }
            catch (Exception e) when (e is StorageUnavailableException or BrokerUnavailableException || DatabaseFault.Is(e))
            {
                _suspects = [];
                LogPostponed(logger, e.Message);
            }
        }
    }

    private async Task<bool> IsCaughtUpAsync(CancellationToken cancellationToken) => bus.Value.IsInMemory
        || (broker.State == BrokerState.Ready && await broker.ReadyMessagesAsync(QueueNames.DetectionState, cancellationToken) == 0);

    private async Task<HashSet<BlobEntry>> SweepAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - TimeSpan.FromSeconds(options.Value.OrphanGraceSeconds);
        var (suspects, removed) = (new HashSet<BlobEntry>(), 0);
        await foreach (var old in store.ListAsync(cancellationToken).Where(blob => blob.WrittenAt < before).Chunk(Batch).WithCancellation(cancellationToken))
        {
            var unclaimed = await references.UnclaimedAsync(old, cancellationToken);
            removed += await RemoveAsync([.. unclaimed.Where(_suspects.Contains)], cancellationToken);
            suspects.UnionWith(unclaimed.Where(blob => !_suspects.Contains(blob)).Take(MostSuspects - suspects.Count));
        }

        if (removed > 0)
            LogRemoved(logger, removed);
        return suspects;
    }

    private async Task<int> RemoveAsync(IReadOnlyList<BlobEntry> blobs, CancellationToken cancellationToken)
    {
        if (blobs.Count == 0)
            return 0;
        var referredTo = await references.ReferredToAsync([.. blobs.Select(blob => blob.Key)], cancellationToken);
        var removed = 0;
        foreach (var blob in blobs.Where(blob => !referredTo.Contains(blob.Key)))
            removed += await store.DeleteAsync(blob, cancellationToken) ? 1 : 0;
        return removed;
    }

    [LoggerMessage(1141, LogLevel.Information, "Removed {Count} pictures that no detection refers to")]
    private static partial void LogRemoved(ILogger logger, int count);

    [LoggerMessage(1142, LogLevel.Warning, "Pictures that no detection refers to wait for the next sweep: {Reason}")]
    private static partial void LogPostponed(ILogger logger, string reason);
}
