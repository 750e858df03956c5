using System.Threading.Channels;
using Detection.Api.Persistence;
using Detection.Api.Saga;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Submission;

/// <summary>
/// Marks submissions whose command the broker has confirmed, many with one write: Submitted becomes Queued, unless the
/// saga was quicker. A mark that is lost in a crash costs a second publish at the next start, which changes nothing.
/// </summary>
internal sealed partial class ConfirmedCommands(
    IDbContextFactory<DetectionDbContext> contexts, WriteGate gate, TimeProvider time, ILogger<ConfirmedCommands> logger) : BackgroundService
{
    private const int LargestWrite = 500;

    // Nobody sees the difference between the two states, and the sweep comes many seconds later; so that more can share a write.
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private readonly Channel<Guid> _confirmed = Channel.CreateUnbounded<Guid>(new() { SingleReader = true });

    /// <summary>Notes that the broker has a command.</summary>
    public void Add(Guid detectionId) => _confirmed.Writer.TryWrite(detectionId);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _confirmed.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Ends when the channel is completed and empty, so that a stop loses no mark; hence no token here.
        while (await _confirmed.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await Task.Delay(Gathering, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var batch = new List<Guid>();
            while (batch.Count < LargestWrite && _confirmed.Reader.TryRead(out var id))
                batch.Add(id);

            try
            {
                await MarkAsync(batch);
            }
            catch (Exception e) when (DatabaseFault.Is(e))
            {
                // The sweep publishes them again and marks them then.
                LogUnmarked(logger, batch.Count, e);
            }
        }
    }

    private async Task MarkAsync(List<Guid> ids)
    {
        using var turn = await gate.EnterAsync(CancellationToken.None);
        await using var context = await contexts.CreateDbContextAsync();
        // The version stays: a saga that read the row before this and writes it after wins, as it should.
        await context.Detections
            .Where(d => ids.Contains(d.CorrelationId) && d.CurrentState == DetectionStates.Submitted)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.CurrentState, DetectionStates.Queued));
    }

    [LoggerMessage(1101, LogLevel.Warning, "{Count} confirmed submissions could not be marked; they will be published again")]
    private static partial void LogUnmarked(ILogger logger, int count, Exception exception);
}
