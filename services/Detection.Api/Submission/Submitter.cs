using Detection.Api.Detections;
using Detection.Api.Persistence;
using Detection.Contracts;
using Detection.Hosting.Bus;

namespace Detection.Api.Submission;

/// <summary>Accepts a stored picture: first the row, then the command, then the answer.</summary>
/// <remarks>
/// 1. While the broker is known to be away or blocked, nothing is accepted. 2. The row is inserted as Queued, with a lease of this
/// request: from here on the detection is accepted, and a later fault does not take that back. 3. The command is sent to the workers,
/// mandatory. 4. In the background the row is marked as confirmed; if the broker did not confirm in time, the lease is given up. A
/// command that no broker has confirmed is sent by <see cref="CommandSweep"/>, after a crash too, once the lease has ended.
/// </remarks>
internal sealed class Submitter(
    DatabaseReadiness database,
    DetectionStore store,
    CommandLeases leases,
    CommandPublisher publisher,
    SentCommands sent,
    PictureIntake pictures,
    TimeProvider time)
{
    /// <summary>Refuses before a picture is stored for nothing.</summary>
    /// <exception cref="DatabaseNotReadyException">The database has been away since the start.</exception>
    /// <exception cref="BrokerUnavailableException">The broker is away or holds publishers back.</exception>
    public void ThrowIfUnavailable()
    {
        database.ThrowIfNotReady();
        publisher.ThrowUnlessReady();
    }

    /// <summary>Submits a detection of a picture that is already in the blob store.</summary>
    /// <returns>The detection, which is accepted from now on.</returns>
    /// <exception cref="BrokerUnavailableException">The broker is away or holds publishers back; nothing was kept.</exception>
    /// <exception cref="CommitUnknownException">The detection may be accepted or not; its picture was kept.</exception>
    public async Task<DetectionState> SubmitAsync(Guid detectionId, string imageBlob, DetectionOptions? options)
    {
        var now = time.GetUtcNow();
        var detection = new DetectionState
        {
            CorrelationId = detectionId,
            CurrentState = DetectionStates.Queued,
            SubmittedAt = now,
            LeaseUntil = leases.Next(),
            ImageBlob = imageBlob,
            Options = options,
            Reference = options?.Reference,
        };
        detection.BeginAt(now);
        await InsertAsync(detection);
        await SendAsync(detection);
        return detection;
    }

    private async Task InsertAsync(DetectionState detection)
    {
        try
        {
            // Once more: storing the picture may have taken a while.
            ThrowIfUnavailable();
            await store.InsertAsync(detection);
        }
        catch (Exception e) when (e is not CommitUnknownException)
        {
            await pictures.DiscardAsync(detection.ImageBlob!);
            throw;
        }
    }

    private async Task SendAsync(DetectionState detection)
    {
        try
        {
            // No token: a sender that hangs up must not leave a half-made submission.
            await publisher.SendAsync(detection.ToCommand(), CancellationToken.None);
            sent.Confirmed(detection.CorrelationId);
        }
        catch (BrokerUnavailableException)
        {
            sent.GivenUp(detection.CorrelationId);
        }
    }
}
