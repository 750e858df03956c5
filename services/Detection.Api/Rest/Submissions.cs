using Detection.Api.Saga;
using Detection.Api.Submission;
using Detection.Api.Workers;
using Detection.Contracts;

namespace Detection.Api.Rest;

/// <summary>A submission over REST, whichever route it came by.</summary>
internal sealed class Submissions(
    SubmissionReader reader, Submitter submitter, WorkerDirectory workers, PictureIntake pictures, TimeProvider time)
{
    /// <summary>Stores the request's picture and submits it.</summary>
    public async Task<DetectionState> AcceptAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        submitter.ThrowIfUnavailable();
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var (blob, options) = await reader.ReadAsync(id, request, cancellationToken);
        if (options?.Model is { } model && IsUnknown(model, out var known))
        {
            await pictures.DiscardAsync(blob);
            throw RequestRefusedException.Of(ErrorCodes.ModelUnknown, $"No worker has a model '{model}'; there is {known}.");
        }

        return await submitter.SubmitAsync(id, blob, options);
    }

    // Without a worker nothing is known, and the one that comes may have it.
    private bool IsUnknown(string model, out string known)
    {
        var models = workers.Alive().SelectMany(worker => worker.Models).Select(report => report.Name).Distinct(StringComparer.Ordinal).ToArray();
        known = string.Join(", ", models);
        return models.Length > 0 && !models.Contains(model, StringComparer.Ordinal);
    }
}
