namespace Detection.Architecture.Tests.Arrows;

/// <summary>One project and all that it may refer to. What is not listed is forbidden.</summary>
/// <param name="Name">Project and assembly.</param>
/// <param name="Folder">Top-level folder of the project.</param>
internal sealed record Layer(string Name, string Folder)
{
    /// <summary>Projects it may refer to, in the project file and in the compiled assembly.</summary>
    public string[] Projects { get; init; } = [];

    /// <summary>Packages it may refer to, by the beginnings of their ids and assemblies.</summary>
    public string[] Packages { get; init; } = [];

    /// <summary>Assemblies whose types it names only because a project it may refer to hands them out.</summary>
    public string[] HandedOut { get; init; } = [];

    /// <summary>Whether it may use Microsoft.Extensions.* (logging, options, hosting).</summary>
    public bool Extensions { get; init; } = true;

    /// <summary>Whether it may know of HTTP and other networking.</summary>
    public bool Network { get; init; }

    public string ProjectFile => Path.Combine(Folder, Name, $"{Name}.csproj");

    public override string ToString() => Name;
}
