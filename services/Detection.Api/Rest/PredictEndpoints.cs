using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Detection.Api.Detections;
using Detection.Api.Rest.Description;
using Detection.Api.Submission;
using Detection.Contracts;
using Detection.Storage;

namespace Detection.Api.Rest;

/// <summary>
/// POST /predict/ and GET /result/{task_id}: the routes of the task-dictionary scripts that this service replaces, so
/// that their clients need no change.
/// </summary>
internal static class PredictEndpoints
{
    private const int BoxDecimals = 2;

    public static void MapPredict(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Compatibility");
        group.MapPost("/predict", PredictAsync)
            .WithName("predict")
            .WithSummary("Submit a picture (multipart 'file'), the old way")
            .TakesPicture()
            .Produces<TaskView>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapGet("/result/{task_id}", ResultAsync)
            .WithName("getResult")
            .WithSummary("Poll a submission, the old way")
            .WithQueryRules()
            .Produces<TaskResult>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> PredictAsync(HttpRequest request, Submissions submissions, CancellationToken cancellationToken)
    {
        var detection = await submissions.AcceptAsync(request, cancellationToken);
        return TypedResults.Created($"/result/{detection.CorrelationId}", new TaskView(detection.CorrelationId, "pending"));
    }

    private static async Task<IResult> ResultAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "task_id")] string taskId,
        DetectionReader reader,
        IBlobStore store,
        CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(taskId, out var id) || await reader.FindAsync(id, cancellationToken) is not { } detection)
            throw new RequestRefusedException(StatusCodes.Status404NotFound, Problem.NotFound, "There is no such task.");

        return detection.CurrentState switch
        {
            DetectionStates.Completed => new StreamedTask(Completed(detection), await store.OpenAnnotatedAsync(detection, cancellationToken)),
            DetectionStates.Failed => TypedResults.Ok(new FailedTaskView(id, "failed", detection.ErrorMessage ?? "", detection.ErrorCode ?? "")),
            DetectionStates.Processing => TypedResults.Ok(new TaskView(id, "processing")),
            _ => TypedResults.Ok(new TaskView(id, "pending")),
        };
    }

    private static CompletedTaskView Completed(DetectionState detection) => new(
        detection.CorrelationId,
        "completed",
        [.. (detection.Detections ?? []).Select(found => new TaskObjectView(found.ClassId, found.Label, found.Confidence, Corners(found.Box)))]);

    // A sum of two numbers of two decimals has more of them in binary.
    private static IReadOnlyList<double> Corners(BoundingBox box) =>
        [box.X, box.Y, Math.Round(box.X + box.Width, BoxDecimals), Math.Round(box.Y + box.Height, BoxDecimals)];

    internal sealed record TaskView([property: JsonPropertyName("task_id")] Guid TaskId, string Status);

    private sealed record FailedTaskView([property: JsonPropertyName("task_id")] Guid TaskId, string Status, string Error, string Code);

    private sealed record CompletedTaskView(
        [property: JsonPropertyName("task_id")] Guid TaskId,
        string Status,
        IReadOnlyList<TaskObjectView> Detections);

    /// <summary>An object found in the picture.</summary>
    /// <param name="ClassId">The model's class number.</param>
    /// <param name="Label">The model's name of the class.</param>
    /// <param name="Confidence">0 to 1.</param>
    /// <param name="Box">x1, y1, x2, y2 in pixels of the upright picture.</param>
    internal sealed record TaskObjectView(
        [property: JsonPropertyName("class_id")] int ClassId,
        string Label,
        double Confidence,
        [property: JsonPropertyName("bbox"), Length(4, 4)] IReadOnlyList<double> Box);
}
