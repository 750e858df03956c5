using Detection.Api.Detections;
using Detection.Api.Submission;

namespace Detection.Api.Rest;

/// <summary>A submission over REST, whichever route it came by.</summary>
internal sealed class Submissions(SubmissionReader reader, Submitter submitter, TimeProvider time)
{
    /// <summary>Stores the request's picture and submits it.</summary>
    public async Task<DetectionState> AcceptAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        submitter.ThrowIfUnavailable();
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var (blob, options) = await reader.ReadAsync(id, request, cancellationToken);
        return await submitter.SubmitAsync(id, blob, options);
    }
}
