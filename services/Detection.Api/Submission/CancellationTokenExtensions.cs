namespace Detection.Api.Submission;

internal static class CancellationTokenExtensions
{
    /// <summary>Waits until a token is cancelled, as the host's lifetime signals its steps.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> came first.</exception>
    public static async Task WaitAsync(this CancellationToken signal, CancellationToken cancellationToken)
    {
        var signalled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = signal.Register(signalled.SetResult);
        await signalled.Task.WaitAsync(cancellationToken);
    }
}
