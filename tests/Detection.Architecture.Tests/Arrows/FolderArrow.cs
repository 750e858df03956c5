namespace Detection.Architecture.Tests.Arrows;

/// <summary>One folder of a project uses another, with the uses that draw the arrow.</summary>
/// <param name="From">First folder of the namespace below the project's; empty for the project's root.</param>
/// <param name="To">The folder that is used.</param>
/// <param name="Uses">"User -> Used", type names, sorted.</param>
internal sealed record FolderArrow(string From, string To, IReadOnlyList<string> Uses)
{
    /// <summary>Names a folder, the root too.</summary>
    public static string Display(string folder) => folder.Length == 0 ? "(root)" : folder;

    public override string ToString() => $"{Display(From)} -> {Display(To)}: {string.Join(", ", Uses.Take(12))}";
}
