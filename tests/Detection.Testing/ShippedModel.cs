namespace Detection.Testing;

/// <summary>The model that comes with the product: it finds the shapes of infra/models/shapes/README.md.</summary>
public static class ShippedModel
{
    /// <summary>Absolute path in the checkout.</summary>
    public static string Path { get; } = Repository.Of("infra", "models", "shapes", "shapes.onnx");

    /// <summary>Why tests that need it skip; null where it is there.</summary>
    public static string? SkipReason { get; } =
        File.Exists(Path) ? null : "needs infra/models/shapes/shapes.onnx, which has not been trained yet ('make model-shapes')";
}
