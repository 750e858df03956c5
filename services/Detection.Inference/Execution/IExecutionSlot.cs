using Detection.Inference.Models;

namespace Detection.Inference.Execution;

/// <summary>
/// A place for one picture: fill the input, run once, read the output, dispose. One user at a time, and no span of it may
/// be used after it was disposed.
/// </summary>
internal interface IExecutionSlot : IDisposable
{
    /// <summary>Of the input in pixels; where pictures of several sizes share a batch, more than was asked for.</summary>
    int Width { get; }

    /// <inheritdoc cref="Width"/>
    int Height { get; }

    /// <summary>Whether <see cref="Floats"/> or <see cref="Bytes"/> is to be filled.</summary>
    InputKind Kind { get; }

    /// <summary>The input to fill, of undefined content: [3, height, width].</summary>
    /// <exception cref="InvalidOperationException">The input is of bytes.</exception>
    Span<float> Floats { get; }

    /// <summary>The input to fill, of undefined content: [height, width, 3].</summary>
    /// <exception cref="InvalidOperationException">The input is of floats.</exception>
    Span<byte> Bytes { get; }

    /// <summary>Runs the network on the input.</summary>
    /// <exception cref="InferenceException">The network failed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled before it began; a run that began finishes.</exception>
    ValueTask<SlotRun> RunAsync(CancellationToken ct);

    /// <summary>The output of the run; undefined before it.</summary>
    ModelOutput Output { get; }
}
