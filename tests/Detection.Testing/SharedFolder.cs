namespace Detection.Testing;

/// <summary>The folder of pictures, models and references that lies beside a checkout (<c>../shared</c>), where there is one.</summary>
public static class SharedFolder
{
    /// <summary>Absolute path, or null where there is none.</summary>
    public static string? Path { get; } = Find();

    /// <summary>Why tests that need the folder skip; null when it is there.</summary>
    public static string? SkipReason { get; } =
        Path is null ? "needs the pictures and models of ../shared, which is absent" : null;

    /// <summary>Absolute path of something in the folder.</summary>
    /// <exception cref="InvalidOperationException">There is no such folder: mark the test with <see cref="SharedFactAttribute"/>.</exception>
    public static string Of(params string[] parts) =>
        System.IO.Path.Combine([Path ?? throw new InvalidOperationException(SkipReason), .. parts]);

    private static string? Find()
    {
        var shared = System.IO.Path.Combine(Repository.Root, "..", "shared");
        return File.Exists(System.IO.Path.Combine(shared, "models", "yolov8n.onnx")) ? System.IO.Path.GetFullPath(shared) : null;
    }
}
