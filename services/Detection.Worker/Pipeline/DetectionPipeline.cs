using Detection.Contracts;
using Detection.Imaging;
using Detection.Inference;
using Detection.Storage;
using BoundingBox = Detection.Contracts.BoundingBox;
using FoundObject = Detection.Inference.DetectedObject;

namespace Detection.Worker.Pipeline;

/// <summary>The way of a picture from a command to its result.</summary>
/// <remarks>
/// 1. plan: what the options mean here; 2. fetch the encoded picture; 3. check its header and decode it upright;
/// 4. detect: letterbox, infer, decode boxes, NMS, map back (<see cref="IDetector"/>); 5. annotate; 6. store.
/// The same command gives the same result, and writes the same blobs over again.
/// </remarks>
internal sealed class DetectionPipeline(
    ModelRegistry models, PictureSource source, ImageDecoder decoder, Annotator annotator, IBlobStore store, WorkerIdentity identity, TimeProvider time)
{
    /// <exception cref="DetectionRejectedException">Something is wrong with the command or its picture.</exception>
    public async Task<DetectionCompleted> RunAsync(DetectionJob job, CancellationToken cancellationToken)
    {
        var clock = new StageClock(time);
        var plan = DetectionPlan.Of(job.Command.Options, models);
        clock.Lap();

        double fetch, decode;
        DecodedImage image;
        using (var bytes = await source.FetchAsync(job, cancellationToken))
        {
            fetch = clock.Lap();
            image = Decode(bytes);
            decode = clock.Lap();
        }

        using (image)
        {
            var found = await plan.Detector.DetectAsync(image, plan.Parameters, cancellationToken);
            var size = new ImageSize { Width = image.Width, Height = image.Height };
            clock.Lap();

            var annotated = plan.Annotate ? annotator.AnnotateJpeg(image, [.. found.Objects.Select(ToAnnotation)]) : null;
            var annotate = clock.Lap();
            var key = await StoreAsync(job.Command.DetectionId, annotated, cancellationToken);
            var keep = clock.Lap();

            return new DetectionCompleted
            {
                DetectionId = job.Command.DetectionId,
                StartedAt = job.StartedAt,
                CompletedAt = time.GetUtcNow(),
                Worker = identity.Name,
                Image = size,
                Model = plan.Detector.Model.Name,
                Provider = plan.Detector.Model.Provider,
                Detections = [.. found.Objects.Select(ToContract)],
                AnnotatedBlob = key,
                Origin = job.Origin,
                Stages = new StageTimes
                {
                    Queue = Rounded(job.QueueMilliseconds),
                    Fetch = Rounded(fetch),
                    Decode = Rounded(decode),
                    Letterbox = Rounded(found.Times.Letterbox),
                    Wait = Rounded(found.Times.Wait),
                    Infer = Rounded(found.Times.Infer),
                    Boxes = Rounded(found.Times.Decode),
                    Annotate = Rounded(annotate),
                    Store = Rounded(keep),
                    Total = Rounded(clock.Total()),
                },
            };
        }
    }

    private DecodedImage Decode(PictureBytes bytes)
    {
        try
        {
            return decoder.Decode(bytes.Memory);
        }
        catch (ImageRejectedException e)
        {
            throw new DetectionRejectedException(CodeOf(e.Problem), e.Message);
        }
    }

    private async Task<string?> StoreAsync(Guid detectionId, byte[]? annotated, CancellationToken cancellationToken)
    {
        if (annotated is null)
            return null;
        var key = BlobKey.Annotated(detectionId);
        using var stream = new MemoryStream(annotated, writable: false);
        await store.WriteAsync(key, stream, cancellationToken);
        return key;
    }

    private static Annotation ToAnnotation(FoundObject found) =>
        new(found.ClassId, found.Label, found.Confidence, found.X, found.Y, found.Width, found.Height);

    // Hundredths of a pixel, and confidences to four places: what is beyond is noise, and would triple the JSON.
    private static Contracts.DetectedObject ToContract(FoundObject found) => new()
    {
        ClassId = found.ClassId,
        Label = found.Label,
        Confidence = Math.Round(found.Confidence, 4),
        Box = new BoundingBox
        {
            X = Math.Round(found.X, 2),
            Y = Math.Round(found.Y, 2),
            Width = Math.Round(found.Width, 2),
            Height = Math.Round(found.Height, 2),
        },
    };

    private static double Rounded(double milliseconds) => Math.Round(milliseconds, 2);

    private static string CodeOf(ImageProblem problem) => problem switch
    {
        ImageProblem.Empty => ErrorCodes.ImageEmpty,
        ImageProblem.Unsupported => ErrorCodes.ImageUnsupported,
        ImageProblem.TooLarge => ErrorCodes.ImageTooLarge,
        _ => ErrorCodes.ImageCorrupt,
    };
}
