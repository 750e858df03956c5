using Detection.Benchmarks.Measuring;
using Detection.Benchmarks.Services;

namespace Detection.Benchmarks.Contestants;

/// <summary>Pictures over REST, from submit to Completed, with a bounded number in work.</summary>
/// <param name="Pictures">Encoded.</param>
/// <param name="Query">Options, such as "annotate=false".</param>
/// <param name="InWork">Submitted and not completed, at any moment: enough that the worker never waits for a picture.</param>
internal sealed record ServiceLoad(IReadOnlyList<byte[]> Pictures, string Query, int InWork)
{
    /// <summary>Runs a saturated loop.</summary>
    /// <param name="deployment">Ready.</param>
    /// <param name="count">Pictures measured.</param>
    /// <param name="cancellationToken">Ends it between two pictures.</param>
    /// <param name="completed">Told of each completion.</param>
    public Task<LoopResult> RunAsync(Deployment deployment, int count, CancellationToken cancellationToken, Action? completed = null)
    {
        var loop = new ClosedLoop(InWork, lead: InWork, count, deployment.Processes);
        return loop.RunAsync(async (_, picture) =>
        {
            await DetectAsync(deployment, picture);
            completed?.Invoke();
        }, cancellationToken);
    }

    /// <summary>Submits one picture and waits for its end.</summary>
    public Task DetectAsync(Deployment deployment, int picture) => deployment.Client.DetectAsync(Pictures[picture % Pictures.Count], Query);
}
