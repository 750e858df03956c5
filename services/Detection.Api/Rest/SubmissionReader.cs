using Detection.Api.Submission;
using Detection.Contracts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Detection.Api.Rest;

/// <summary>Takes the picture and the options out of a request: multipart form data, or the raw picture as the body.</summary>
internal sealed class SubmissionReader(PictureIntake intake, IOptions<ApiOptions> api)
{
    private const int LongestField = 16 * 1024;
    private const int MostSections = 32;
    private const int RoomAroundPicture = 1 << 20;

    /// <summary>Streams the picture into the blob store.</summary>
    /// <returns>The key of the stored picture, and the options.</returns>
    public async Task<(string Blob, DetectionOptions? Options)> ReadAsync(Guid id, HttpRequest request, CancellationToken cancellationToken)
    {
        Bound(request);
        var options = RequestOptions.FromQuery(request.Query);
        if (Boundary(request) is { } boundary)
            return await ReadFormAsync(id, request.Body, boundary, options, cancellationToken);

        // Options first: a bad one is told before megabytes are sent.
        var built = options.Build();
        return (await intake.StoreAsync(id, request.Body, cancellationToken), built);
    }

    // The exact limit is the intake's, which answers with a code; this one only bounds what is around the picture. It is
    // set here and not in the server's options, because those are read before the host checks the options they would need.
    private void Bound(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = api.Value.MaxImageBytes + RoomAroundPicture;
    }

    private static string? Boundary(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return null;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        return boundary.Length is > 0 and <= 70
            ? boundary
            : throw new RequestRefusedException(StatusCodes.Status400BadRequest, Problem.RequestInvalid, "The multipart Content-Type has no usable boundary.");
    }

    private async Task<(string Blob, DetectionOptions? Options)> ReadFormAsync(
        Guid id, Stream body, string boundary, RequestOptions options, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, body);
        string? blob = null;
        try
        {
            for (var sections = 0; await reader.ReadNextSectionAsync(cancellationToken) is { } section; sections++)
            {
                if (sections == MostSections)
                    throw new RequestRefusedException(StatusCodes.Status400BadRequest, Problem.RequestInvalid, $"The form has more than {MostSections} parts.");
                if (section.GetContentDispositionHeader() is not { } disposition)
                    continue;

                var name = HeaderUtilities.RemoveQuotes(disposition.Name).ToString();
                if (disposition.IsFileDisposition() || name == "file")
                {
                    if (blob is not null)
                        throw new RequestRefusedException(StatusCodes.Status400BadRequest, Problem.RequestInvalid, "Send one picture in a request.");
                    blob = await intake.StoreAsync(id, section.Body, cancellationToken);
                }
                else
                {
                    options.Add(name, await ReadFieldAsync(section.Body, cancellationToken));
                }
            }

            return blob is null
                ? throw RequestRefusedException.Of(ErrorCodes.ImageMissing, "The form has no part named 'file' with a picture.")
                : (blob, options.Build());
        }
        catch when (blob is not null)
        {
            // Stored already, but what came after it was refused.
            await intake.DiscardAsync(blob);
            throw;
        }
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestField + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= LongestField
            ? System.Text.Encoding.UTF8.GetString(buffer, 0, length)
            : throw RequestRefusedException.Of(ErrorCodes.OptionsInvalid, $"A form field is longer than {LongestField} bytes.");
    }
}
