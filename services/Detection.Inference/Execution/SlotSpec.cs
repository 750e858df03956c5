using Detection.Inference.Files;
using Detection.Inference.Models;

namespace Detection.Inference.Execution;

/// <summary>The facts about a model that a slot needs.</summary>
/// <param name="File">Absolute path, for messages.</param>
/// <param name="MaxPixels">Height times width of the largest input.</param>
/// <param name="Rows">4 + classes: rows of the output.</param>
/// <param name="Input">Kind of the input.</param>
/// <param name="Output">Kind of the output.</param>
internal sealed record SlotSpec(
    string File, int MaxPixels, int Rows, InputKind Input = InputKind.Floats, OutputKind Output = OutputKind.Boxes)
{
    /// <summary>Sides of the largest input; null: it is not run beforehand.</summary>
    public (int Width, int Height)? Largest { get; init; }

    /// <summary>The model's name.</summary>
    public string Model { get; } = ModelFolders.NameOf(File);

    public int Classes => Rows - 4;

    /// <summary>Bytes of an input of so many pixels.</summary>
    public long InputBytes(int pixels) => 3L * pixels * (Input == InputKind.Bytes ? sizeof(byte) : sizeof(float));

    /// <exception cref="ArgumentOutOfRangeException">It is larger than the model's largest input, or has no pixels.</exception>
    public void ThrowIfTooLarge(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, MaxPixels, nameof(width));
    }
}
