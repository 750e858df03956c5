using Detection.Api.Persistence;
using Detection.Api.Saga;
using Detection.Contracts;
using Detection.Hosting.Bus;
using Microsoft.EntityFrameworkCore;

namespace Detection.Api.Submission;

/// <summary>Takes a stored picture on: first the row, then the command, then the answer.</summary>
/// <remarks>
/// 1. The row is inserted as Submitted, so that whoever gets the 202 finds it. 2. The command is sent to the workers, mandatory
/// and confirmed. 3. The row is marked as Queued in the background. A crash after 1 or 2 leaves a Submitted row, which
/// <see cref="Recovery"/> publishes again.
/// </remarks>
internal sealed class Submitter(
    DatabaseReadiness database,
    IDbContextFactory<DetectionDbContext> contexts,
    WriteGate gate,
    CommandPublisher publisher,
    ConfirmedCommands confirmed,
    TimeProvider time)
{
    /// <summary>Refuses early, before a picture is stored for nothing.</summary>
    /// <exception cref="DatabaseNotReadyException">The database has been away since the start.</exception>
    /// <exception cref="BrokerUnavailableException">The broker is away or holds publishers back.</exception>
    public void ThrowIfUnavailable()
    {
        database.ThrowIfNotReady();
        publisher.ThrowUnlessReady();
    }

    /// <summary>Submits a detection of a picture that is already in the blob store.</summary>
    /// <exception cref="BrokerUnavailableException">The command was not confirmed; the detection does not exist.</exception>
    public async Task<DetectionState> SubmitAsync(Guid detectionId, string imageBlob, DetectionOptions? options)
    {
        // No client's token from here on: a sender that hangs up must not leave a half-made submission.
        var now = time.GetUtcNow();
        var detection = new DetectionState
        {
            CorrelationId = detectionId,
            CurrentState = DetectionStates.Submitted,
            SubmittedAt = now,
            ImageBlob = imageBlob,
            Options = options,
            Reference = options?.Reference,
        };
        detection.BeginAt(now);
        await InsertAsync(detection);

        try
        {
            await publisher.SendAsync(detection.ToCommand(), CancellationToken.None);
        }
        catch (BrokerUnavailableException)
        {
            await WithdrawAsync(detectionId);
            throw;
        }

        confirmed.Add(detectionId);
        return detection;
    }

    private async Task InsertAsync(DetectionState detection)
    {
        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var context = await contexts.CreateDbContextAsync();
            context.Add(detection);
            await context.SaveChangesAsync();
        }

        await gate.FlushAsync();
    }

    // The picture stays: after a time-out the command may arrive after all, and is then a detection like any from the bus.
    private async Task WithdrawAsync(Guid detectionId)
    {
        using (await gate.EnterAsync(CancellationToken.None))
        {
            await using var context = await contexts.CreateDbContextAsync();
            await context.Detections
                .Where(d => d.CorrelationId == detectionId && d.CurrentState == DetectionStates.Submitted)
                .ExecuteDeleteAsync();
        }

        await gate.FlushAsync();
    }
}
