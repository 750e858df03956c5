using Detection.Contracts;
using MassTransit;

namespace Detection.Api.Checks;

/// <summary>
/// What every message from the bus must keep to before anything of it is stored or shown: what the contracts say, and bounds that no
/// service of ours reaches. What a text contains, and what is left out, is no fault.
/// </summary>
internal static class MessageRules
{
    /// <summary>Characters in any text of a message.</summary>
    public const int LongestText = 65_536;

    /// <summary>What is wrong with a message, a sentence each.</summary>
    public static IReadOnlyList<string> Explain(object message)
    {
        var faults = new MessageFaults();
        switch (message)
        {
            case DetectImage command:
                CheckCommand(faults, command);
                break;
            case Fault<DetectImage> { Message: { } command } fault:
                CheckCommand(faults, command);
                CheckCause(faults, fault.Exceptions);
                break;
            case DetectionStarted started:
                faults.Text("worker", started.Worker);
                CheckOrigin(faults, started.Origin);
                break;
            case DetectionCompleted completed:
                CompletedRules.Check(faults, completed);
                CheckOrigin(faults, completed.Origin);
                break;
            case DetectionFailed failed:
                faults.Text("worker", failed.Worker).Text("code", failed.Code).Text("message", failed.Message);
                CheckOrigin(faults, failed.Origin);
                break;
            case DetectionRequeued requeued:
                faults.Text("reason", requeued.Reason);
                break;
            case WorkerReported report:
                ReportRules.Check(faults, report);
                break;
        }

        return faults.All;
    }

    // The worker answers to the options. Here they only have to be such that a row can hold them.
    private static void CheckCommand(MessageFaults faults, DetectImage command) => faults
        .Number("options.confidence", command.Options?.Confidence ?? 0)
        .Number("options.iou", command.Options?.IoU ?? 0)
        .Text("options.model", command.Options?.Model)
        .Text("options.reference", command.Options?.Reference)
        .Count("options.classes", command.Options?.Classes?.Count ?? 0, LongestText)
        .Text("image.blob", command.Image?.Blob);

    // Only the first one's text is stored.
    private static void CheckCause(MessageFaults faults, ExceptionInfo?[]? exceptions)
    {
        if (exceptions is { Length: > 0 })
            faults.Given("exceptions[0]", exceptions[0]).Text("exceptions[0].message", exceptions[0]?.Message);
    }

    private static void CheckOrigin(MessageFaults faults, DetectionOrigin? origin) => faults
        .Text("origin.imageBlob", origin?.ImageBlob)
        .Text("origin.imageHash", origin?.ImageHash)
        .Text("origin.reference", origin?.Reference);
}
