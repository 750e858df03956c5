using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Detection.Api.Rest.Description;

/// <summary>What GET /result/{task_id} answers: an id and a status, and more once it has ended.</summary>
/// <param name="TaskId">The detection's id.</param>
/// <param name="Status">How far it is.</param>
/// <param name="Detections">The objects, strongest first; only of a completed task.</param>
/// <param name="AnnotatedImage">A data URL of a JPEG, or null where nothing was drawn; only of a completed task.</param>
/// <param name="Error">What went wrong, for people; only of a failed task.</param>
/// <param name="Code">What went wrong, for programs; only of a failed task.</param>
internal sealed record TaskResult(
    [property: JsonPropertyName("task_id")] Guid TaskId,
    [property: AllowedValues("pending", "processing", "completed", "failed")] string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<PredictEndpoints.TaskObjectView>? Detections,
    [property: JsonPropertyName("annotated_image"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? AnnotatedImage,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Code);
