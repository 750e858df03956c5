using Detection.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Detection.Api.Rest;

/// <summary>Errors as RFC 9457 problem details with a stable code; the codes of the contracts, and those below.</summary>
internal static class Problem
{
    public const string NotFound = "not_found";
    public const string RequestInvalid = "request_invalid";
    public const string BrokerUnavailable = "broker_unavailable";
    public const string StorageUnavailable = "storage_unavailable";
    public const string DatabaseUnavailable = "database_unavailable";
    public const string Internal = "internal_error";

    /// <summary>All codes that an answer may have.</summary>
    public static readonly IReadOnlyList<string> Codes =
    [
        ErrorCodes.ImageEmpty, ErrorCodes.ImageUnsupported, ErrorCodes.ImageCorrupt, ErrorCodes.ImageTooLarge, ErrorCodes.ImageMissing,
        ErrorCodes.OptionsInvalid, ErrorCodes.ModelUnknown, NotFound, RequestInvalid, BrokerUnavailable, StorageUnavailable,
        DatabaseUnavailable, Internal,
    ];

    public static ProblemHttpResult Of(int status, string code, string detail, Guid? detectionId = null)
    {
        var problem = Details(status, code, detail);
        if (detectionId is { } id)
            problem.Extensions["id"] = id;
        return TypedResults.Problem(problem);
    }

    public static ProblemDetails Details(int status, string code, string detail) => new()
    {
        Status = status,
        Type = $"urn:detection:{code}",
        Title = Title(code),
        Detail = detail,
        Extensions = { ["code"] = code },
    };

    /// <summary>HTTP status of what can be wrong with a picture or its options.</summary>
    public static int StatusOf(string code) => code switch
    {
        ErrorCodes.ImageTooLarge => StatusCodes.Status413PayloadTooLarge,
        ErrorCodes.ImageUnsupported => StatusCodes.Status415UnsupportedMediaType,
        ErrorCodes.ImageCorrupt or ErrorCodes.ModelUnknown => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string Title(string code) => code switch
    {
        ErrorCodes.ImageEmpty => "The picture is empty",
        ErrorCodes.ImageUnsupported => "Not a picture that can be read here",
        ErrorCodes.ImageCorrupt => "The picture is damaged",
        ErrorCodes.ImageTooLarge => "The picture is too large",
        ErrorCodes.ImageMissing => "No picture",
        ErrorCodes.OptionsInvalid => "An option is not valid",
        ErrorCodes.ModelUnknown => "No such model",
        NotFound => "Not found",
        RequestInvalid => "The request is not valid",
        BrokerUnavailable => "The message broker takes no messages",
        StorageUnavailable => "The picture storage is away",
        DatabaseUnavailable => "The database is away",
        _ => "Something went wrong here",
    };
}
