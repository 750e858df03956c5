using Detection.Api.Persistence;
using Detection.Api.Submission;
using Detection.Hosting.Bus;
using Detection.Imaging;
using Detection.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace Detection.Api.Rest;

/// <summary>The one place where exceptions become answers. Names what it knows; the rest is a 500 without details, logged.</summary>
internal sealed partial class ProblemExceptionHandler(ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    private const int RetryAfterSeconds = 5;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var (status, code, detail) = Translate(exception);
        Log(httpContext.Request, status, code, exception);
        var retryAfter = status == StatusCodes.Status503ServiceUnavailable
            ? RetryAfterSeconds
            : (exception as RequestRefusedException)?.RetryAfterSeconds;
        if (retryAfter is { } seconds)
            httpContext.Response.Headers.RetryAfter = $"{seconds}";
        await Problem.Of(status, code, detail, (exception as CommitUnknownException)?.DetectionId).ExecuteAsync(httpContext);
        return true;
    }

    private static (int Status, string Code, string Detail) Translate(Exception exception) => exception switch
    {
        RequestRefusedException refused => (refused.Status, refused.Code, refused.Message),
        ImageRejectedException rejected => (Problem.StatusOf(rejected.Problem.Code()), rejected.Problem.Code(), rejected.Message),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } bad =>
            (StatusCodes.Status413PayloadTooLarge, Contracts.ErrorCodes.ImageTooLarge, bad.Message),
        BadHttpRequestException bad => (bad.StatusCode, Problem.RequestInvalid, bad.Message),
        // The multipart reader speaks through these two: a boundary that never comes, a body that ends early.
        InvalidDataException or IOException => (StatusCodes.Status400BadRequest, Problem.RequestInvalid, "The request's body is not valid multipart form data, or it broke off."),
        BrokerUnavailableException { State: BrokerState.Blocked } =>
            (StatusCodes.Status503ServiceUnavailable, Problem.BrokerUnavailable, "The message broker holds publishers back; nothing was accepted. Try again soon."),
        BrokerUnavailableException => (StatusCodes.Status503ServiceUnavailable, Problem.BrokerUnavailable, "The message broker cannot be reached; nothing was accepted. Try again soon."),
        StorageUnavailableException => (StatusCodes.Status503ServiceUnavailable, Problem.StorageUnavailable, "The picture storage cannot be used; nothing was accepted. Try again soon."),
        CommitUnknownException unknown => (
            StatusCodes.Status503ServiceUnavailable,
            Problem.DatabaseUnavailable,
            $"The database broke off, and whether the detection was accepted is not known. Look it up at {LinksView.PathOf(unknown.DetectionId)} before you submit the picture again."),
        _ when DatabaseFault.Is(exception) => (StatusCodes.Status503ServiceUnavailable, Problem.DatabaseUnavailable, "The database cannot be used. Try again soon."),
        _ => (StatusCodes.Status500InternalServerError, Problem.Internal, "The service failed; the log says how."),
    };

    // Only what nobody foresaw needs a stack trace; a refusal is one line with its reason.
    private void Log(HttpRequest request, int status, string code, Exception exception)
    {
        if (code == Problem.Internal)
            LogFailed(logger, request.Method, request.Path, code, exception);
        else if (status < StatusCodes.Status500InternalServerError)
            LogRejected(logger, request.Method, request.Path, status, code, exception.Message);
        // A database that has been away since the start is logged once, not for each request.
        else if (exception is not DatabaseNotReadyException)
            LogRefused(logger, request.Method, request.Path, status, code, ReasonOf(exception));
    }

    // A wrapper such as DbUpdateException says only that something failed; the cause says what.
    private static string ReasonOf(Exception exception)
    {
        var cause = exception.GetBaseException();
        return cause == exception || exception.Message.Contains(cause.Message, StringComparison.Ordinal)
            ? exception.Message
            : $"{exception.Message} {cause.Message}";
    }

    [LoggerMessage(1301, LogLevel.Error, "{Method} {Path} failed: {Code}")]
    private static partial void LogFailed(ILogger logger, string method, PathString path, string code, Exception exception);

    [LoggerMessage(1302, LogLevel.Warning, "{Method} {Path} refused: {Status} {Code}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string method, PathString path, int status, string code, string reason);

    [LoggerMessage(1303, LogLevel.Debug, "{Method} {Path} rejected: {Status} {Code}: {Reason}")]
    private static partial void LogRejected(ILogger logger, string method, PathString path, int status, string code, string reason);
}
