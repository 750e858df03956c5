using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Detection.Api.Detections;
using Detection.Api.Rest.Description;
using Detection.Api.Submission;
using Detection.Contracts;
using Detection.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Detection.Api.Rest;

/// <summary>GET /v1/detections and what is below it.</summary>
internal static class DetectionEndpoints
{
    private const int LongestWaitSeconds = 60;
    private const int DefaultLimit = 50;
    private const int LargestLimit = 200;
    private const int LongestCursor = 64;
    private static readonly string[] Statuses = [DetectionStates.Queued, DetectionStates.Processing, DetectionStates.Completed, DetectionStates.Failed];

    public static void MapDetections(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/v1/detections").WithTags("Detections").WithQueryRules();
        group.MapGet("/{id:guid}", GetAsync).WithName("getDetection").WithSummary("A detection, at once or as soon as it has finished (?wait=seconds, up to 60), also one that is not there yet").ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);
        group.MapGet("/", ListAsync).WithName("listDetections").WithSummary("Detections, newest first, in pages").ProducesProblem(400).ProducesProblem(503);
        group.MapGet("/{id:guid}/image", ImageAsync).WithName("getDetectionImage").WithSummary("The picture as it was submitted").AnswersPicture("image/jpeg", "image/png", "image/webp").ProducesProblem(404).ProducesProblem(503);
        group.MapGet("/{id:guid}/annotated", AnnotatedAsync).WithName("getAnnotatedImage").WithSummary("The picture with boxes and labels (JPEG)").AnswersPicture("image/jpeg").ProducesProblem(404).ProducesProblem(503);
    }

    private static async Task<Ok<DetectionView>> GetAsync(
        Guid id,
        [Range(0, LongestWaitSeconds), Description("Seconds to wait for the end. Without it the answer comes at once.")] double? wait,
        DetectionReader reader,
        HttpResponse response,
        CancellationToken cancellationToken)
    {
        if (wait is { } seconds && !(seconds is >= 0 and <= LongestWaitSeconds))
            throw Invalid($"wait must be a number of seconds from 0 to {LongestWaitSeconds}.");
        var detection = await reader.WaitAsync(id, TimeSpan.FromSeconds(wait ?? 0), cancellationToken) ?? throw Unknown(id);
        response.Headers.CacheControl = "no-store";
        if (!DetectionStates.IsFinished(detection.CurrentState))
            response.Headers.RetryAfter = "1";
        return TypedResults.Ok(DetectionView.Of(detection));
    }

    private static async Task<Ok<DetectionListView>> ListAsync(
        [AllowedValues(DetectionStates.Queued, DetectionStates.Processing, DetectionStates.Completed, DetectionStates.Failed)]
        [Description("Only detections in this state.")]
        string? status,
        [MaxLength(OptionRanges.MaxReferenceLength), Description("Only detections that were submitted with this text.")] string? reference,
        [MaxLength(LongestCursor), Description("'next' of an earlier page.")] string? cursor,
        [Range(1, LargestLimit), DefaultValue(DefaultLimit), Description("Detections in a page. Default 50.")] int? limit,
        DetectionReader reader,
        CancellationToken cancellationToken)
    {
        List<string> faults = [.. OptionRanges.Explain(new DetectionOptions { Reference = reference })];
        if (limit is < 1 or > LargestLimit)
            faults.Add($"limit must be a whole number from 1 to {LargestLimit}.");
        if (cursor is { } text && !IsCursor(text))
            faults.Add("cursor must be the 'next' of an earlier page.");
        var state = string.IsNullOrEmpty(status) ? null : Array.Find(Statuses, name => string.Equals(name, status, StringComparison.OrdinalIgnoreCase));
        if (state is null && !string.IsNullOrEmpty(status))
            faults.Add($"status must be one of {string.Join(", ", Statuses)}.");
        if (faults.Count > 0)
            throw Invalid(string.Join(" ", faults));
        var (items, next) = await reader.ListAsync(state, reference, cursor, limit ?? DefaultLimit, cancellationToken);
        return TypedResults.Ok(new DetectionListView([.. items.Select(DetectionView.Of)], next));
    }

    private static async Task<FileStreamHttpResult> ImageAsync(
        Guid id, DetectionReader reader, IBlobStore store, CancellationToken cancellationToken)
    {
        var detection = await reader.FindAsync(id, cancellationToken) ?? throw Unknown(id);
        var stream = await store.OpenImageAsync(detection, cancellationToken)
            ?? throw Absent($"The picture of detection {id} is not in the store.");
        return TypedResults.Stream(stream, await PictureType.OfAsync(stream, cancellationToken), enableRangeProcessing: true);
    }

    private static async Task<FileStreamHttpResult> AnnotatedAsync(
        Guid id, DetectionReader reader, IBlobStore store, CancellationToken cancellationToken)
    {
        var detection = await reader.FindAsync(id, cancellationToken) ?? throw Unknown(id);
        var stream = await store.OpenAnnotatedAsync(detection, cancellationToken)
            ?? throw Absent(
                $"Detection {id} is {detection.CurrentState} and has no annotated picture.",
                DetectionStates.IsFinished(detection.CurrentState) ? null : 1);
        return TypedResults.Stream(stream, "image/jpeg", enableRangeProcessing: true);
    }

    private static bool IsCursor(string text) => text.Length is > 0 and <= LongestCursor && text.All(c => char.IsAsciiHexDigitLower(c) || c == '-');

    private static RequestRefusedException Invalid(string message) => new(StatusCodes.Status400BadRequest, Problem.RequestInvalid, message);

    private static RequestRefusedException Unknown(Guid id) => Absent($"There is no detection {id}.");

    private static RequestRefusedException Absent(string message, int? retryAfterSeconds = null) =>
        new(StatusCodes.Status404NotFound, Problem.NotFound, message) { RetryAfterSeconds = retryAfterSeconds };
}
