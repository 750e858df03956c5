using Detection.Testing;

namespace Detection.Integration.Tests.Support;

/// <summary>What tests set MODELS to.</summary>
internal static class ModelFolders
{
    /// <summary>The tiny model alone, named "blocks": starts soonest.</summary>
    public static string Blocks => TestModels.Folder;

    /// <summary>The shared models too, where there are any; then YOLOv8n is the default.</summary>
    public static string All => SharedFolder.Path is null ? Blocks : $"{SharedFolder.Of("models")}:{Blocks}";
}
