using Detection.Testing;

namespace Detection.Evaluation.Tests.Support;

/// <summary>The model of shapes that the repository carries.</summary>
internal static class ShapesModel
{
    public static string Path { get; } = Repository.Of("infra", "models", "shapes", "shapes.onnx");

    /// <summary>What was measured when it was made.</summary>
    public static string FiguresPath { get; } = Repository.Of("infra", "models", "shapes", "evaluation.json");
}
