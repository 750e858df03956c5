using Detection.Contracts;
using Detection.Storage;
using MassTransit;
using MassTransit.Events;

namespace Detection.Api.Tests.Support;

/// <summary>The messages about one detection, each with values of its own so that what was written down tells where it came from.</summary>
internal static class Messages
{
    public static readonly DateTimeOffset SubmittedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset StartedAt = SubmittedAt.AddSeconds(1);
    public static readonly DateTimeOffset CompletedAt = SubmittedAt.AddSeconds(2);
    public static readonly DateTimeOffset FailedAt = SubmittedAt.AddSeconds(3);

    public static DetectImage Command(Guid id) => new()
    {
        DetectionId = id,
        Image = new ImageSource { Blob = BlobOf(id) },
        Options = new DetectionOptions { Confidence = 0.5, Reference = ReferenceOf(id) },
        SubmittedAt = SubmittedAt,
    };

    public static DetectionStarted Started(Guid id) => new()
    {
        DetectionId = id,
        StartedAt = StartedAt,
        Worker = "worker-of-start",
        Origin = OriginOf(id),
    };

    public static DetectionCompleted Completed(Guid id, string label = "bus") => new()
    {
        DetectionId = id,
        StartedAt = StartedAt,
        CompletedAt = CompletedAt,
        Worker = "worker-of-result",
        Image = new ImageSize { Width = 810, Height = 1080 },
        Model = "yolov8n",
        Provider = "CPU",
        Detections =
        [
            new DetectedObject { ClassId = 5, Label = label, Confidence = 0.86, Box = new BoundingBox { X = 21.5, Y = 226, Width = 784, Height = 524.5 } },
        ],
        Stages = new StageTimes { Queue = 1, Infer = 58, Total = 79 },
        AnnotatedBlob = AnnotatedOf(id),
        Origin = OriginOf(id),
    };

    public static DetectionFailed Failed(Guid id) => new()
    {
        DetectionId = id,
        StartedAt = StartedAt,
        FailedAt = FailedAt,
        Worker = "worker-of-failure",
        Code = ErrorCodes.ImageCorrupt,
        Message = "The picture is damaged.",
        Retryable = false,
        Origin = OriginOf(id),
    };

    public static Fault<DetectImage> Fault(Guid id) => new WorkerFault
    {
        Message = Command(id),
        Exceptions = [new FaultExceptionInfo(new InvalidOperationException("out of memory"))],
    };

    /// <summary>As workers of an earlier version name a picture: it tells no picture from another.</summary>
    public static string BlobOf(Guid id) => BlobName.Image(id).KeyWithoutHash;

    public static string AnnotatedOf(Guid id) => BlobName.Annotated(id).KeyWithoutHash;

    public static string ReferenceOf(Guid id) => $"camera-{id}";

    public static DetectionOrigin OriginOf(Guid id) => new() { ImageBlob = BlobOf(id), Reference = ReferenceOf(id), SubmittedAt = SubmittedAt };
}
