using Detection.Api.Rest.Description;

namespace Detection.Api.Rest;

/// <summary>POST /v1/detections.</summary>
internal static class SubmissionEndpoints
{
    public static void MapSubmissions(this IEndpointRouteBuilder routes) => routes
        .MapPost("/v1/detections", async (HttpRequest request, Submissions submissions, CancellationToken cancellationToken) =>
        {
            var detection = await submissions.AcceptAsync(request, cancellationToken);
            var view = DetectionView.Of(detection);
            request.HttpContext.Response.Headers.RetryAfter = "1";
            return TypedResults.Accepted(view.Links.Self, view);
        })
        .WithName("submitDetection")
        .WithTags("Detections")
        .WithSummary("Submit a picture")
        .WithDescription("The picture is the raw body (JPEG, PNG or WebP), or the part 'file' of multipart form data. Options are query parameters or form fields.")
        .TakesPicture("image/jpeg", "image/png", "image/webp")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);
}
