namespace Detection.Inference.Execution;

/// <summary>What a slot needs to know of its model.</summary>
/// <param name="File">Absolute path, for messages.</param>
/// <param name="MaxPixels">Height times width of the largest input.</param>
/// <param name="Rows">4 + classes: rows of the output.</param>
internal sealed record SlotSpec(string File, int MaxPixels, int Rows);
