using System.Text.Json;
using Detection.Api.Detections;
using Detection.Api.Tests.Support;
using Detection.Contracts;
using Detection.Storage;
using Xunit;

namespace Detection.Api.Tests.Saga;

/// <summary>Plays one cell of <see cref="TransitionTable"/> through the real repository and compares the whole row.</summary>
internal static class Transition
{
    public static async Task CheckAsync(TestApi api, string from, string message, string to, string written)
    {
        var id = Guid.NewGuid();
        var now = api.Time.GetUtcNow();
        var before = from == TransitionTable.Unknown ? null : Standing(id, from, now);
        if (before is not null)
            await api.InsertAsync(before);

        await SendAsync(api, id, message);

        Assert.Empty(api.Journal.SagaFaults);
        var after = await api.FindAsync(id);
        if (to == TransitionTable.Unknown)
        {
            Assert.Null(after);
            return;
        }

        Assert.NotNull(after);
        var expected = before is null ? New(id, now) : Standing(id, from, now);
        expected.CurrentState = to;
        if (before is not null && written != "nothing")
            expected.Version++;
        Write(expected, written);
        Assert.Equal(Json(expected), Json(after));
    }

    /// <summary>A message about another picture than the detection's changes nothing, wherever the detection stands.</summary>
    public static async Task CheckAnotherPictureAsync(TestApi api, string from, string message)
    {
        var id = Guid.NewGuid();
        var before = Standing(id, from, api.Time.GetUtcNow());
        before.ImageBlob = BlobName.Image(id).KeyOf("the first"u8);
        await api.InsertAsync(before);

        await SendAsync(api, id, message, BlobName.Image(id).KeyOf("another"u8));
        await SendAsync(api, id, message, "cameras/7.jpg");
        if (message is "DetectImage" or "Fault<DetectImage>")
            await SendInlineAsync(api, id, message, "another"u8.ToArray());

        Assert.Equal(Json(before), Json((await api.FindAsync(id))!));
        Assert.Empty(api.Journal.SagaFaults);
    }

    // What each word of the table means, in full.
    private static void Write(DetectionState row, string written)
    {
        var id = row.CorrelationId;
        if (written == "nothing")
            return;
        if (written == "requeue")
        {
            row.StartedAt = null;
            return;
        }

        (row.ConfirmedAt, row.LeaseUntil) = (row.ConfirmedAt ?? row.QueuedAt, null);
        if (written == "confirm")
            return;
        row.ImageBlob ??= Messages.BlobOf(id);
        row.Reference ??= Messages.ReferenceOf(id);
        row.SubmittedAt ??= Messages.SubmittedAt;
        switch (written)
        {
            case "command":
                row.Options = Messages.Command(id).Options;
                break;
            case "start":
                (row.StartedAt, row.Worker) = (Messages.StartedAt, "worker-of-start");
                break;
            case "result":
                var result = Messages.Completed(id);
                (row.StartedAt, row.FinishedAt) = (Messages.StartedAt, Messages.CompletedAt);
                (row.Worker, row.Model, row.Provider) = ("worker-of-result", "yolov8n", "CPU");
                (row.ImageWidth, row.ImageHeight) = (810, 1080);
                (row.Detections, row.Stages, row.AnnotatedBlob) = (result.Detections, result.Stages, Messages.AnnotatedOf(id));
                break;
            case "failure":
                row.StartedAt ??= Messages.StartedAt;
                (row.FinishedAt, row.Worker) = (Messages.FailedAt, "worker-of-failure");
                (row.ErrorCode, row.ErrorMessage, row.ErrorRetryable) = (ErrorCodes.ImageCorrupt, "The picture is damaged.", false);
                break;
            case "fault":
                row.Options ??= Messages.Command(id).Options;
                row.FinishedAt = Messages.SubmittedAt.AddSeconds(9);
                (row.ErrorCode, row.ErrorRetryable) = (ErrorCodes.InferenceFailed, true);
                row.ErrorMessage = "The worker gave up after its retries: out of memory";
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(written), written, "Not a word of the table.");
        }
    }

    private static DetectionState New(Guid id, DateTimeOffset now)
    {
        var row = new DetectionState { CorrelationId = id };
        row.BeginAt(now);
        return row;
    }

    /// <summary>A row as it got to a state by earlier messages, of which every value differs from those that come now.</summary>
    private static DetectionState Standing(Guid id, string state, DateTimeOffset now)
    {
        var earlier = Messages.SubmittedAt.AddDays(-1);
        var row = New(id, now);
        (row.CurrentState, row.Version, row.SubmittedAt) = (state, 7, earlier);
        (row.ConfirmedAt, row.LeaseUntil) = (earlier.AddMilliseconds(3), null);
        if (state is TransitionTable.Unconfirmed)
            (row.CurrentState, row.ConfirmedAt, row.LeaseUntil) = (DetectionStates.Queued, null, now.AddSeconds(20));
        (row.ImageBlob, row.Reference) = ("images/first", "first");
        if (state is not DetectionStates.Processing) // That one was begun by an event, before its command was heard of.
            row.Options = new DetectionOptions { Confidence = 0.9, Reference = "first" };
        if (row.CurrentState is DetectionStates.Queued)
            return row;

        (row.StartedAt, row.Worker) = (earlier.AddSeconds(1), "first-worker");
        if (state is DetectionStates.Processing)
            return row;

        row.FinishedAt = earlier.AddSeconds(2);
        if (state is DetectionStates.Failed)
            (row.ErrorCode, row.ErrorMessage, row.ErrorRetryable) = (ErrorCodes.ModelUnknown, "first error", false);
        else
            (row.Model, row.Detections, row.Stages) = ("first-model", [], new StageTimes { Total = 1 });
        return row;
    }

    private static Task SendAsync(TestApi api, Guid id, string message, string? blob = null) => message switch
    {
        "DetectImage" => api.PublishAsync(Of(Messages.Command(id), blob)),
        "DetectionStarted" => api.PublishAsync(Messages.Started(id) with { Origin = Of(Messages.Started(id).Origin, blob) }),
        "DetectionCompleted" => api.PublishAsync(Messages.Completed(id) with { Origin = Of(Messages.Completed(id).Origin, blob) }),
        "DetectionFailed" => api.PublishAsync(Messages.Failed(id) with { Origin = Of(Messages.Failed(id).Origin, blob) }),
        "Fault<DetectImage>" => api.PublishAsync(new WorkerFault { Message = Of(Messages.Command(id), blob), Exceptions = Messages.Fault(id).Exceptions }.AsFault()),
        "DetectionRequeued" => api.PublishAsync(new DetectionRequeued { DetectionId = id, StartedAt = Messages.SubmittedAt.AddDays(-1).AddSeconds(1) }),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message, "Not a message of the table."),
    };

    private static Task SendInlineAsync(TestApi api, Guid id, string message, byte[] picture)
    {
        var command = Messages.Command(id) with { Image = new ImageSource { Content = picture } };
        return message == "DetectImage" ? api.PublishAsync(command) : api.PublishAsync(new WorkerFault { Message = command }.AsFault());
    }

    private static DetectImage Of(DetectImage command, string? blob) => blob is null ? command : command with { Image = new ImageSource { Blob = blob } };

    private static DetectionOrigin Of(DetectionOrigin origin, string? blob) => blob is null ? origin : origin with { ImageBlob = blob };

    private static string Json(DetectionState row) => JsonSerializer.Serialize(row);
}
