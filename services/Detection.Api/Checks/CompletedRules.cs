using Detection.Contracts;

namespace Detection.Api.Checks;

/// <summary>What a result must keep to: it is stored as it is, and every route shows it.</summary>
internal static class CompletedRules
{
    public static void Check(MessageFaults faults, DetectionCompleted completed)
    {
        faults.Text("worker", completed.Worker).Text("model", completed.Model).Text("provider", completed.Provider)
            .Text("annotatedBlob", completed.AnnotatedBlob)
            .Number("image.width", completed.Image?.Width ?? 0, least: 0)
            .Number("image.height", completed.Image?.Height ?? 0, least: 0)
            .Count("detections", completed.Detections?.Count ?? 0, OptionRanges.MaxDetections);
        CheckStages(faults, completed.Stages);
        for (var i = 0; i < completed.Detections?.Count && !faults.AreEnough; i++)
            CheckObject(faults, $"detections[{i}]", completed.Detections[i]);
    }

    private static void CheckObject(MessageFaults faults, string name, DetectedObject? found)
    {
        faults.Given(name, found);
        if (found is null)
            return;
        faults.Number($"{name}.classId", found.ClassId, least: 0)
            .Number($"{name}.confidence", found.Confidence, least: 0, most: 1)
            .Given($"{name}.label", found.Label).Text($"{name}.label", found.Label)
            .Given($"{name}.box", found.Box);
        if (found.Box is not { } box)
            return;
        faults.Number($"{name}.box.x", box.X).Number($"{name}.box.y", box.Y)
            .Number($"{name}.box.width", box.Width, least: 0).Number($"{name}.box.height", box.Height, least: 0);
    }

    // The queue time may be below zero: the clocks of sender and worker need not agree.
    private static void CheckStages(MessageFaults faults, StageTimes? stages)
    {
        if (stages is null)
            return;
        faults.Number("stages.queue", stages.Queue).Number("stages.fetch", stages.Fetch).Number("stages.decode", stages.Decode)
            .Number("stages.letterbox", stages.Letterbox).Number("stages.wait", stages.Wait).Number("stages.batchWait", stages.BatchWait)
            .Number("stages.infer", stages.Infer).Number("stages.boxes", stages.Boxes).Number("stages.annotate", stages.Annotate)
            .Number("stages.store", stages.Store).Number("stages.total", stages.Total);
    }
}
