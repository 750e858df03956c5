using Detection.Contracts;

namespace Detection.Api.Detections;

/// <summary>Small pieces of a detection's record that REST, the sweep of commands and the saga share.</summary>
internal static class DetectionStateExtensions
{
    /// <summary>Sets when the detection was first heard of, and with it its place in the list.</summary>
    public static void BeginAt(this DetectionState detection, DateTimeOffset now)
    {
        detection.QueuedAt = now;
        detection.SortKey = $"{now.UtcTicks:x16}-{detection.CorrelationId:n}";
    }

    /// <summary>Writes down what the command says.</summary>
    public static void Describe(this DetectionState detection, DetectImage command)
    {
        detection.Options ??= command.Options;
        detection.Know(new DetectionOrigin
        {
            ImageBlob = DetectionPicture.KeyOf(command),
            Reference = command.Options?.Reference,
            SubmittedAt = command.SubmittedAt,
        });
    }

    /// <summary>Fills in what is not known yet; what the first message said stays. Null where a stranger's event says so.</summary>
    public static void Know(this DetectionState detection, DetectionOrigin? origin)
    {
        if (origin is null)
            return;
        detection.ImageBlob ??= origin.ImageBlob;
        detection.Reference ??= origin.Reference;
        detection.SubmittedAt ??= origin.SubmittedAt;
    }

    /// <summary>Writes down how it failed.</summary>
    public static void Fail(this DetectionState detection, DateTimeOffset at, string code, string message, bool retryable)
    {
        detection.FinishedAt = at;
        detection.ErrorCode = code;
        detection.ErrorMessage = message;
        detection.ErrorRetryable = retryable;
    }

    /// <summary>What an event repeats of this detection's command.</summary>
    public static DetectionOrigin ToOrigin(this DetectionState detection) => new()
    {
        ImageBlob = detection.ImageBlob,
        Reference = detection.Reference,
        SubmittedAt = detection.SubmittedAt,
    };

    /// <summary>The command that this detection was submitted with, to be sent again.</summary>
    public static DetectImage ToCommand(this DetectionState detection) => new()
    {
        DetectionId = detection.CorrelationId,
        Image = new ImageSource { Blob = detection.ImageBlob },
        Options = detection.Options,
        SubmittedAt = detection.SubmittedAt,
    };
}
