namespace Detection.Inference.Models;

/// <summary>An input or output as the file declares it.</summary>
/// <param name="Name">Name in the graph.</param>
/// <param name="Type">Element type, in lower case: <c>float</c>, <c>float16</c>, <c>uint8</c>.</param>
/// <param name="Shape">-1 stands for a dimension that is open until run time.</param>
internal sealed record TensorSpec(string Name, string Type, IReadOnlyList<int> Shape)
{
    public override string ToString() => $"{Type} '{Name}' [{string.Join(", ", Shape.Select(d => d < 0 ? "?" : $"{d}"))}]";
}
