using Detection.Contracts;
using Detection.Imaging;
using Detection.Inference.Detecting;
using Detection.Inference.Models;
using Detection.Inference.Serving;
using Detection.Worker.Settings;
using BoundingBox = Detection.Contracts.BoundingBox;

namespace Detection.Worker.Pipeline;

/// <summary>The way of a picture from a command to its result.</summary>
/// <remarks>
/// 1. plan: what the options mean here; 2. load: fetch, check, decode (<see cref="PictureLoader"/>); 3. detect: letterbox,
/// infer, decode boxes, NMS, map back (<see cref="IDetector"/>); 4. annotate and store (<see cref="PictureAnnotator"/>).
/// Pictures go this way side by side, each stage with a bound of its own: while one is inferred, the next are fetched and
/// decoded and the last are annotated and stored. The same command gives the same result and the same
/// blobs.
/// </remarks>
internal sealed class DetectionPipeline(
    IModelRegistry models, PictureLoader loader, PictureAnnotator annotator, WorkerIdentity identity, TimeProvider time)
{
    /// <exception cref="DetectionRejectedException">Something is wrong with the command or its picture.</exception>
    public async Task<DetectionCompleted> RunAsync(DetectionJob job, CancellationToken cancellationToken)
    {
        var clock = new StageClock(time);
        var stages = new StageLog();
        using var plan = DetectionPlan.Of(job.Command.Options, models);

        using var picture = await loader.LoadAsync(job, plan.DecodeTarget, plan.Annotate, stages, cancellationToken);
        var size = new ImageSize { Width = picture.Seen.Width, Height = picture.Seen.Height };
        var found = await DetectAsync(plan, picture.Seen, cancellationToken);
        (stages.Inference, stages.BatchSize) = (found.Times, found.BatchSize);
        var annotated = plan.Annotate
            ? await annotator.AnnotateAsync(job.Command.DetectionId, picture, found.Objects, stages, cancellationToken)
            : null;

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
            AnnotatedBlob = annotated,
            Origin = job.Origin,
            Stages = stages.ToContract(job.QueueMilliseconds, clock.Total()),
        };
    }

    private static async Task<InferenceResult> DetectAsync(DetectionPlan plan, DecodedImage picture, CancellationToken cancellationToken)
    {
        try
        {
            return await plan.Detector.DetectAsync(picture, plan.Parameters, cancellationToken);
        }
        catch (ModelOutputException e)
        {
            // The model would do the same again: an answer, and no retry.
            throw new DetectionRejectedException(
                ErrorCodes.ModelOutputInvalid, $"The model {plan.Detector.Model.Name} is broken, at least for this picture. {e.Message}");
        }
    }

    // Hundredths of a pixel, and confidences to four places: what is beyond is noise, and would triple the JSON.
    private static DetectedObject ToContract(FoundObject found) => new()
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
}
