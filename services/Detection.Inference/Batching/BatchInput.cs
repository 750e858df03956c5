using Detection.Inference.Execution;

namespace Detection.Inference.Batching;

/// <summary>The input of a run: pictures of one size, one behind the other.</summary>
/// <param name="Memory">Where they lie.</param>
/// <param name="Offset">Of the first, in bytes.</param>
/// <param name="Count">Inputs, padding included.</param>
/// <param name="Width">Of each, in pixels.</param>
/// <param name="Height">Of each, in pixels.</param>
internal readonly record struct BatchInput(InputMemory Memory, long Offset, int Count, int Width, int Height);
