using Detection.Contracts;

namespace Detection.Architecture.Tests.Contracts;

/// <summary>One full example of each message, every property set in at least one of them. The names are those of the approved files.</summary>
internal static class Examples
{
    private static readonly Guid Id = new("0190f5e2-7c1a-7b3e-9d52-6c1f0a4b8e77");
    private static readonly DateTimeOffset Submitted = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private static readonly DetectionOrigin Origin = new()
    {
        ImageBlob = "images/77/0190f5e27c1a7b3e9d526c1f0a4b8e77-5feceb66ffc86f38d952786c6d696c79",
        Reference = "camera 7, Straße 3",
        SubmittedAt = Submitted,
    };

    public static IReadOnlyDictionary<string, object> All { get; } = new Dictionary<string, object>
    {
        ["DetectImage"] = new DetectImage
        {
            DetectionId = Id,
            Image = new ImageSource { Blob = Origin.ImageBlob },
            Options = new DetectionOptions
            {
                Confidence = 0.4,
                IoU = 0.6,
                Classes = ["person", "5"],
                MaxDetections = 50,
                Model = "yolov8n",
                Annotate = true,
                Reference = Origin.Reference,
            },
            SubmittedAt = Submitted,
        },
        ["DetectImage.inline"] = new DetectImage
        {
            DetectionId = Id,
            Image = new ImageSource { Content = [0xFF, 0xD8, 0xFF, 0xFB, 0xEF] },
        },
        ["DetectionStarted"] = new DetectionStarted
        {
            DetectionId = Id,
            StartedAt = Submitted.AddMilliseconds(12),
            Worker = "host-4711",
            Origin = Origin,
        },
        ["DetectionCompleted"] = new DetectionCompleted
        {
            DetectionId = Id,
            StartedAt = Submitted.AddMilliseconds(12),
            CompletedAt = Submitted.AddMilliseconds(91),
            Worker = "host-4711",
            Image = new ImageSize { Width = 810, Height = 1080 },
            Model = "yolov8n",
            Provider = "CPU",
            Detections =
            [
                new DetectedObject { ClassId = 5, Label = "bus", Confidence = 0.8732, Box = new BoundingBox { X = 22.87, Y = 231.28, Width = 782.17, Height = 525.5 } },
                new DetectedObject { ClassId = 0, Label = "person", Confidence = 0.8653, Box = new BoundingBox { X = 48.55, Y = 398.55, Width = 196.8, Height = 504.15 } },
            ],
            Stages = new StageTimes
            {
                Queue = 12,
                Fetch = 0.31,
                Decode = 9.84,
                Letterbox = 1.12,
                Wait = 0.05,
                BatchWait = 0.03,
                Infer = 58.02,
                Boxes = 0.4,
                Annotate = 8.03,
                Store = 0.62,
                Total = 78.61,
                BatchSize = 1,
            },
            AnnotatedBlob = "annotated/77/0190f5e27c1a7b3e9d526c1f0a4b8e77-6b86b273ff34fce19d6b804eff5a3f57.jpg",
            Origin = Origin,
        },
        ["DetectionFailed"] = new DetectionFailed
        {
            DetectionId = Id,
            FailedAt = Submitted.AddMilliseconds(14),
            StartedAt = Submitted.AddMilliseconds(12),
            Worker = "host-4711",
            Code = ErrorCodes.InferenceFailed,
            Message = "The model failed on this picture.",
            Retryable = true,
            Origin = new DetectionOrigin { ImageHash = "5feceb66ffc86f38d952786c6d696c79", Reference = Origin.Reference, SubmittedAt = Submitted },
        },
        ["DetectionRequeued"] = new DetectionRequeued
        {
            DetectionId = Id,
            RequeuedAt = Submitted.AddSeconds(20),
            StartedAt = Submitted.AddMilliseconds(12),
            Reason = "The last process ended.",
        },
        ["WorkerReported"] = new WorkerReported
        {
            Worker = "host-4711",
            StartedAt = Submitted.AddHours(-1),
            ReportedAt = Submitted,
            Stopping = true,
            Models =
            [
                new ModelReport
                {
                    Name = "yolov8n", Task = "detect", IsDefault = true, Labels = ["person", "bicycle"], Stride = 32, InputWidth = 640, InputHeight = 640,
                    DynamicSize = true, Provider = "CPU", Layout = "2 sessions of 1 thread", ProviderNote = "no NVIDIA driver is installed",
                    GpuUnused = true, SelfTestMilliseconds = 48.2,
                },
                new ModelReport
                {
                    Name = "shapes", Task = "detect", BuiltIn = true, Labels = ["circle", "triangle"], Stride = 32, InputWidth = 640, InputHeight = 640,
                    DynamicSize = true, Provider = "CPU", ProviderNote = "no NVIDIA driver is installed", SelfTestMilliseconds = 7.5,
                },
            ],
            InWork = [Id],
            Rejected = [new RejectedModelReport { Name = "pose", Reason = "the file is empty. Copy it again." }],
        },
    };
}
