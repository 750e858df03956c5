using System.Text.Json;
using Detection.Api.Saga;
using Detection.Api.Tests.Support;
using Detection.Contracts;
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

        var after = await api.FindAsync(id);
        Assert.NotNull(after);
        var expected = before is null ? New(id, now) : Standing(id, from, now);
        expected.CurrentState = to;
        if (before is not null && written != "nothing")
            expected.Version++;
        Write(expected, written);
        Assert.Equal(Json(expected), Json(after));
        Assert.Empty(api.Journal.SagaFaults);
    }

    // What each word of the table means, in full.
    private static void Write(DetectionState row, string written)
    {
        var id = row.CorrelationId;
        if (written == "nothing")
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
        (row.ImageBlob, row.Reference) = ("images/first", "first");
        if (state is not DetectionStates.Processing) // That one was begun by an event, before its command was heard of.
            row.Options = new DetectionOptions { Confidence = 0.9, Reference = "first" };
        if (state is DetectionStates.Submitted or DetectionStates.Queued)
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

    private static Task SendAsync(TestApi api, Guid id, string message) => message switch
    {
        "DetectImage" => api.PublishAsync(Messages.Command(id)),
        "DetectionStarted" => api.PublishAsync(Messages.Started(id)),
        "DetectionCompleted" => api.PublishAsync(Messages.Completed(id)),
        "DetectionFailed" => api.PublishAsync(Messages.Failed(id)),
        "Fault<DetectImage>" => api.PublishAsync(Messages.Fault(id)),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message, "Not a message of the table."),
    };

    private static string Json(DetectionState row) => JsonSerializer.Serialize(row);
}
