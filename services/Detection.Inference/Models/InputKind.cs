namespace Detection.Inference.Models;

/// <summary>Kinds of a network's input.</summary>
internal enum InputKind
{
    /// <summary>[N, 3, height, width]: planes of red, green and blue, 0 to 1.</summary>
    Floats,

    /// <summary>[N, height, width, 3]: rows of blue, green and red bytes; the graph does the rest.</summary>
    Bytes,
}
