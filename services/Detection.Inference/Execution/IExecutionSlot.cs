namespace Detection.Inference.Execution;

/// <summary>
/// A place for one picture: fill the input, run, read the output, dispose. One user at a time, and no span of it may be
/// used after it was disposed.
/// </summary>
internal interface IExecutionSlot : IDisposable
{
    /// <summary>The input to fill, of undefined content: [3, height, width] floats.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is larger than the model's largest input.</exception>
    Span<float> Input(int width, int height);

    /// <summary>Runs the network on the first [3, height, width] floats of the input.</summary>
    /// <returns>How long the network itself ran, without waiting for its turn.</returns>
    /// <exception cref="InferenceException">The network failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it began; a run that began finishes.</exception>
    ValueTask<TimeSpan> RunAsync(int width, int height, CancellationToken ct);

    /// <summary>What the last run put out; undefined before one.</summary>
    ModelOutput Output { get; }
}
