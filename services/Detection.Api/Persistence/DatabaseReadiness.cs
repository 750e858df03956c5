namespace Detection.Api.Persistence;

/// <summary>Whether the database can be used: it answers, and its schema is this program's. Once it is ready it stays so.</summary>
/// <remarks>
/// SQLite is ready before any service starts. PostgreSQL may be away at the start; the server then runs before it is ready.
/// Requests are refused meanwhile (<see cref="ThrowIfNotReady"/>, which every new context calls); messages and background
/// services wait (<see cref="WaitAsync"/>).
/// </remarks>
public sealed class DatabaseReadiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AsyncLocal<bool> _inStep = new();
    private volatile string _reason = "The database has not been opened yet.";

    /// <summary>Whether it can be used.</summary>
    public bool IsReady => _ready.Task.IsCompletedSuccessfully || _inStep.Value;

    /// <summary>Why it cannot be used yet, as a sentence.</summary>
    public string Reason => _reason;

    /// <summary>Waits until it can be used.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <exception cref="DatabaseNotReadyException">It cannot be used yet.</exception>
    public void ThrowIfNotReady()
    {
        if (!IsReady)
            throw new DatabaseNotReadyException(_reason);
    }

    /// <summary>Says why it cannot be used yet.</summary>
    internal void Report(string reason) => _reason = reason;

    /// <summary>Runs the steps that come before everybody else, which may use the database already, and then lets all in.</summary>
    internal async Task OpenAfterAsync(IEnumerable<IDatabaseStep> steps, CancellationToken cancellationToken)
    {
        _inStep.Value = true; // For what this method calls, and nobody else.
        foreach (var step in steps)
            await step.RunAsync(cancellationToken);
        _ready.TrySetResult();
    }
}
