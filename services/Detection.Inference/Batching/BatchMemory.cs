using Detection.Inference.Execution;
using Detection.Inference.Models;

namespace Detection.Inference.Batching;

/// <summary>
/// The inputs of a batch, one behind the other, and what its runs put out. Slots write their own inputs; the dispatcher does
/// everything else while the batch runs.
/// </summary>
/// <param name="spec">Of the model.</param>
/// <param name="places">Most pictures.</param>
internal sealed class BatchMemory(SlotSpec spec, int places) : IDisposable
{
    private readonly InputMemory _inputs = new(spec.Input, places * spec.InputBytes(spec.MaxPixels));
    private readonly List<IBatchOutput> _outputs = [];

    public InputKind Kind => spec.Input;

    /// <summary>Of every input, in pixels.</summary>
    public int Width { get; private set; }

    /// <inheritdoc cref="Width"/>
    public int Height { get; private set; }

    /// <summary>Most pixels of an input.</summary>
    public int MaxPixels => spec.MaxPixels;

    private int InputBytes => (int)spec.InputBytes(Width * Height);

    /// <summary>Sets the size of every input. Not once slots are out.</summary>
    public void Resize(int width, int height) => (Width, Height) = (width, height);

    /// <summary>The input at a place, if inputs are of floats.</summary>
    public Span<float> Floats(int place) => _inputs.AsFloats(At(place), InputBytes);

    /// <summary>The input at a place, if inputs are of bytes.</summary>
    public Span<byte> Bytes(int place) => _inputs.AsBytes(At(place), InputBytes);

    /// <summary>Copies the input at one place to another.</summary>
    public void Move(int from, int to) => _inputs.Bytes(At(from), InputBytes).CopyTo(_inputs.Bytes(At(to), InputBytes));

    /// <summary>Some inputs, padded with empty ones up to <paramref name="size"/>, as far as there is room.</summary>
    public BatchInput Input(int first, int count, int size)
    {
        // Cleared, so that a run does not depend on an earlier picture.
        var end = Math.Min(first + size, places);
        for (var place = first + count; place < end; place++)
            _inputs.Bytes(At(place), InputBytes).Clear();
        return new BatchInput(_inputs, At(first), end - first, Width, Height);
    }

    /// <summary>Keeps a result until <see cref="Clear"/>.</summary>
    public void Keep(IBatchOutput output) => _outputs.Add(output);

    /// <summary>Frees the results.</summary>
    public void Clear()
    {
        foreach (var output in _outputs)
            output.Dispose();
        _outputs.Clear();
    }

    public void Dispose()
    {
        Clear();
        _inputs.Dispose();
    }

    private long At(int place) => (long)place * InputBytes;
}
