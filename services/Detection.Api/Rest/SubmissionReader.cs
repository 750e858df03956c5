using Detection.Api.Checks;
using Detection.Api.Settings;
using Detection.Api.Submission;
using Detection.Api.Workers;
using Detection.Contracts;
using Detection.Imaging;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Detection.Api.Rest;

/// <summary>Takes the picture and the options out of a request: multipart form data, or the raw picture as the body.</summary>
internal sealed class SubmissionReader(PictureIntake intake, KnownModels models, IOptions<ApiOptions> api)
{
    private const int LongestField = 16 * 1024;
    private const int MostSections = 32;
    private const int RoomAroundPicture = 1 << 20;

    /// <summary>Streams the picture into the blob store.</summary>
    /// <returns>The key of the stored picture, and the options.</returns>
    /// <exception cref="RequestRefusedException">Something is wrong with the options or the form's picture; all of it is told, and no picture stays.</exception>
    /// <exception cref="ImageRejectedException">The body is no picture that is accepted.</exception>
    public async Task<(string Blob, DetectionOptions? Options)> ReadAsync(Guid id, HttpRequest request, CancellationToken cancellationToken)
    {
        Bound(request);
        var options = RequestOptions.FromQuery(request.Query);
        if (Boundary(request) is { } boundary)
            return await ReadFormAsync(id, request.Body, boundary, options, cancellationToken);

        // Options first: a bad one is told before megabytes are sent.
        var built = Check(options, new RequestFaults());
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

    private DetectionOptions? Check(RequestOptions options, RequestFaults faults)
    {
        var built = options.Build(faults);
        foreach (var missing in models.Missing(built))
            faults.Unknown.Add(missing);
        faults.ThrowIfAny();
        return built;
    }

    private async Task<(string Blob, DetectionOptions? Options)> ReadFormAsync(
        Guid id, Stream body, string boundary, RequestOptions options, CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, body);
        var faults = new RequestFaults();
        var pictures = 0;
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
                if (!disposition.IsFileDisposition() && name != "file")
                    await ReadFieldAsync(name, section.Body, options, cancellationToken);
                else if (++pictures > 1)
                    throw new RequestRefusedException(StatusCodes.Status400BadRequest, Problem.RequestInvalid, "Send one picture in a request.");
                else
                    blob = await StoreAsync(id, section.Body, faults, cancellationToken);
            }

            if (pictures == 0)
                faults.Faults.Add(new InputFault(ErrorCodes.ImageMissing, "The form has no part named 'file' with a picture."));
            var built = Check(options, faults);
            return (blob!, built);
        }
        catch when (blob is not null)
        {
            // Stored already, but what came after it was refused.
            await intake.DiscardAsync(blob);
            throw;
        }
    }

    // A refused picture does not end the reading: the fields behind it may have faults, too.
    private async Task<string?> StoreAsync(Guid id, Stream picture, RequestFaults faults, CancellationToken cancellationToken)
    {
        try
        {
            return await intake.StoreAsync(id, picture, cancellationToken);
        }
        catch (ImageRejectedException e)
        {
            faults.Faults.Add(new InputFault(e.Problem.Code(), e.Message));
            return null;
        }
    }

    private static async Task ReadFieldAsync(string name, Stream body, RequestOptions options, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestField + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        if (length <= LongestField)
            options.AddField(name, System.Text.Encoding.UTF8.GetString(buffer, 0, length));
        else
            options.RefuseField($"The form field '{InputText.Shown(name)}' is longer than {LongestField} bytes.");
    }
}
